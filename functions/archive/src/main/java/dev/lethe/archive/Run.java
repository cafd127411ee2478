package dev.lethe.archive;

import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Records of one shard that follow each other and arrived in the same hour: stored together, or
/// not at all.
record Run(List<Decoded> records) {

  Run {
    records = List.copyOf(records);
  }

  /// Parts what was delivered where an hour ends.
  static List<Run> of(List<Decoded> records) {
    var runs = new ArrayList<Run>();
    var part = new ArrayList<Decoded>();
    for (var record : records) {
      if (!part.isEmpty()
          && !ObjectName.hour(part.getFirst().record()).equals(ObjectName.hour(record.record()))) {
        runs.add(new Run(part));
        part.clear();
      }
      part.add(record);
    }
    if (!part.isEmpty()) {
      runs.add(new Run(part));
    }
    return runs;
  }

  LaneRecord last() {
    return records.getLast().record();
  }

  /// Its lines, by the name of the object that they are for. An object is named after the first of
  /// its lines, dead ones too: whoever stores a longer part, or a shorter one, writes the same
  /// object.
  Map<String, List<Line>> objects() {
    var byRetention = new TreeMap<Integer, List<Decoded>>();
    for (var record : records) {
      if (record.message() instanceof StreamRecord taken) {
        byRetention.computeIfAbsent(taken.retention(), unseen -> new ArrayList<>()).add(record);
      }
    }
    return byRetention.entrySet().stream()
        .collect(
            Collectors.toMap(
                of -> ObjectName.of(of.getValue().getFirst().record(), of.getKey()),
                of -> of.getValue().stream().flatMap(record -> Line.of(record).stream()).toList(),
                (one, other) -> one,
                TreeMap::new));
  }
}
