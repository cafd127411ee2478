package dev.lethe.retention.probe;

/// Goes through segments of a table, one after the other.
final class ItemWalk implements Walk {

  private final Items items;
  private final Part part;

  ItemWalk(Items items, Part part) {
    this.items = items;
    this.part = part;
  }

  @Override
  public void go(String from, Sink sink) {
    var segment = from.isEmpty() ? part.first() : Integer.parseInt(from) + 1;
    while (segment <= part.last()) {
      items.segment(part.place(), segment, part.segments(), sink::seen);
      if (!sink.upTo(Integer.toString(segment))) {
        return;
      }
      segment++;
    }
  }
}
