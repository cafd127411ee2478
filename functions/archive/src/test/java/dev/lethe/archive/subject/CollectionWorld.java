package dev.lethe.archive.subject;

import dev.lethe.archive.InMemoryArchive;
import dev.lethe.archive.InMemoryFiles;
import dev.lethe.archive.InMemorySubjects;
import dev.lethe.archive.Line;
import dev.lethe.archive.LineFiles;
import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.InMemoryPackageObjects;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An archive, and a request of who is in it.
final class CollectionWorld {

  static final String APP = "app_0123456789abcdef01234567";
  static final String USER = "UUUUUUUUUUUUUUUUUUUUUU";
  static final String OTHER = "OOOOOOOOOOOOOOOOOOOOOO";
  static final int DAYS = 90;

  /// The request of the sample input.
  static final CaseId ID = new CaseId(APP, UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  final InMemoryCases cases = new InMemoryCases();
  final InMemorySubjects subjects = new InMemorySubjects();
  final InMemoryPackageObjects objects = new InMemoryPackageObjects();
  final AccessPackages packages = new AccessPackages(objects);
  private final InMemoryFiles stored = new InMemoryFiles();
  final InMemoryArchive archive = new InMemoryArchive(stored);

  /// Done once an object was read, before anything is made of it.
  Runnable afterRead = () -> {};

  private int sequence;

  EventCollection collection() {
    return collection(Records.NOON);
  }

  /// Whose goals are to be forgotten: nobody's, unless a test says so.
  GoalsOrders goals = _ -> Optional.empty();

  EventCollection collection(Instant now) {
    var files =
        new LineFiles() {
          @Override
          public Bytes write(List<Line> lines) {
            return stored.write(lines);
          }

          @Override
          public List<Line> read(Bytes file) {
            afterRead.run();
            return stored.read(file);
          }
        };
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new EventCollection(cases, subjects, archive, archive, files, packages, goals, clock);
  }

  void isAbout(@Nullable String label) {
    cases.add(
        ID,
        new CaseLife(
            Identity.Kind.USER, new Pseudonym("p" + label), label, null, 1, 1, Records.NOON));
  }

  SubjectKey key(String label) {
    return subjects.key(APP, label);
  }

  Line line(String label, String... events) {
    return line(record(APP, label, List.of(), SealedEvents.of(key(label), events)));
  }

  Line line(StreamRecord taken) {
    return new Line(Position.of("shardId-000000000000:" + ++sequence), taken);
  }

  static StreamRecord record(String app, String label, List<Fact> facts, @Nullable Bytes sealed) {
    return new StreamRecord(
        app,
        label,
        1,
        Records.DAY,
        ZoneOffset.UTC,
        DAYS,
        Records.NOON,
        Set.of(Purpose.values()),
        facts,
        sealed);
  }

  void store(String object, Line... lines) {
    archive.create(object, stored.write(Arrays.asList(lines)));
    var labels = new TreeSet<String>();
    for (var line : lines) {
      labels.add(line.taken().label());
    }
    archive.add(object, labels);
  }

  List<String> pieces(String label) {
    return packages.names(ID, label, "");
  }

  /// What is in a piece, opened.
  String text(String label, String piece) {
    try {
      var sealed = packages.read(ID, label, piece).orElseThrow();
      return new String(key(label).open(sealed), StandardCharsets.UTF_8);
    } catch (WrongKeyException e) {
      throw new AssertionError(e);
    }
  }
}
