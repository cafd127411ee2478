package dev.lethe.archive.ending;

import java.util.List;

/// The hours of which the archive has objects.
public interface Hours {

  /// Those that there are: `day=2026-11-26/hour=05`.
  List<String> all();

  /// The names of an hour's objects.
  List<String> objects(String hour);

  /// The days that there are: `day=2026-11-26`.
  List<String> days();

  /// The names of a day's objects.
  List<String> objectsOfDay(String day);
}
