package dev.lethe.retention.probe;

import java.util.Map;

/// Goes through a bucket by its names. Where it stops it notes the beginning of a name alone, which
/// all names have in common that it went through last: of a label there are two characters in it.
final class ObjectWalk implements Walk {

  /// Behind every name that begins so.
  private static final String BEHIND = "\uFFFD";

  /// After how many slashes the part of a name begins of which some characters are noted, and how
  /// many.
  private static final Map<Place, int[]> NOTED =
      Map.of(
          Place.FAILURES, new int[] {1, 2},
          Place.EDGE_LOGS, new int[] {0, 24},
          Place.UNDELIVERED_LOGS, new int[] {4, 2});

  private static final int[] OTHERWISE = {2, 2};

  private final Objects objects;
  private final Part part;

  ObjectWalk(Objects objects, Part part) {
    this.objects = objects;
    this.part = part;
  }

  @Override
  public void go(String from, Sink sink) {
    if (from.isEmpty()) {
      objects
          .unfinished(part.place())
          .map(begun -> ObjectForms.unfinished(part.place(), begun))
          .forEach(sink::seen);
    }
    String group = null;
    try (var found = objects.after(part.place(), from)) {
      for (var names = found.iterator(); names.hasNext(); ) {
        var object = names.next();
        var next = group(part.place(), object.name());
        if (group != null && !group.equals(next) && !sink.upTo(group)) {
          return;
        }
        group = next;
        sink.seen(ObjectForms.read(part.place(), object));
      }
    }
    if (group != null) {
      sink.upTo(group);
    }
  }

  /// Behind what all names begin with that are looked at together; a name that has nothing to be
  /// cut off is looked at alone.
  static String group(Place place, String name) {
    var noted = NOTED.getOrDefault(place, OTHERWISE);
    var from = 0;
    for (var slash = 0; slash < noted[0]; slash++) {
      from = name.indexOf('/', from) + 1;
      if (from == 0) {
        return name;
      }
    }
    var end = from + noted[1];
    return name.length() < end ? name : name.substring(0, end) + BEHIND;
  }
}
