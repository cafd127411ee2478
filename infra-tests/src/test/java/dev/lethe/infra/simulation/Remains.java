package dev.lethe.infra.simulation;

import dev.lethe.infra.simulation.Deaths.Death;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Looks at rest for whatever is left of lives that were ended (invariant 3), and for what becomes
/// of the archive's lines.
final class Remains {

  private final World world;
  private final Tables tables;
  private final Map<String, Death> deaths;
  private final List<String> wrongs = new ArrayList<>();
  private final Map<String, List<StreamRecord>> records = new HashMap<>();

  /// How many records of a label stand before its first erasure in its lane.
  private final Map<String, Long> lines = new HashMap<>();

  private final List<Command> commands = new ArrayList<>();

  private final Said said;

  Remains(World world) {
    this.world = world;
    this.tables = world.tables();
    this.deaths = world.deaths().deaths();
    this.said = new Said(world, lines, commands);
  }

  /// What is wrong; nothing if all is as it should be.
  List<String> wrongs() {
    readTheStream();
    deaths.forEach(this::lookFor);
    openWhatIsOnTheStream();
    lookForLinks();
    lookForDevices();
    world.vaults().labels().forEach(this::compareLines);
    wrongs.addAll(said.wrongs());
    return wrongs;
  }

  private void readTheStream() {
    var dead = new HashSet<String>();
    for (var stored : world.stream().all()) {
      try {
        switch (RecordCodec.decode(stored.lane().bytes().toArray())) {
          case StreamRecord told -> {
            records.computeIfAbsent(told.label(), unseen -> new ArrayList<>()).add(told);
            if (!dead.contains(told.label())) {
              lines.merge(told.label(), 1L, Long::sum);
            }
          }
          case Command command -> {
            commands.add(command);
            if (isErasure(command, Command.Consumer.ARCHIVE)) {
              dead.add(command.label());
            }
          }
          default -> {} // It is nobody's.
        }
      } catch (UndecodableRecordException e) {
        // It is nobody's.
      }
    }
  }

  static boolean isErasure(Command command, Command.Consumer of) {
    return command.kind() == Command.Kind.ERASE && command.to() == of;
  }

  private void lookFor(String label, Death death) {
    if (world.vaults().gate.isKept(label)) {
      wrongs.add("RESIDUE: the Vault leads from " + label + " to its subject");
    }
    if (tables.cases.count(Vaults.APP, death.order()) > 0) {
      wrongs.add("RESIDUE: the Vault has something of " + label);
    }
    if (tables.cases.text().contains(label)) {
      wrongs.add("RESIDUE: a case has " + label);
    }
    for (var store :
        List.of(
            Store.SCREENSHOTS,
            Store.EXPORTS,
            Store.PACKAGES,
            Store.QUERY_RESULTS,
            Store.FAILURES)) {
      if (tables.copies(store).count(Vaults.APP, label) > 0) {
        wrongs.add("RESIDUE: " + store + " has something of " + label);
      }
    }
    restore(label, death.order().life());
  }

  /// Whoever has the pepper, an identity, and any version of what backups have, finds nothing.
  private void restore(String label, CaseLife life) {
    var kept = new ArrayList<>(world.desk().versions());
    world.desk().executions().forEach(execution -> kept.addAll(execution.told()));
    said.receipts().values().forEach(receipt -> kept.add(receipt.toString()));
    tables.numbers.numbers().keySet().forEach(counter -> kept.add(counter.toString()));
    var pseudonym = world.vaults().keyring().pseudonym(world.vaults().identity(life.subject()));
    if (kept.stream().anyMatch(text -> text.contains(pseudonym.text()) || text.contains(label))) {
      wrongs.add("RESTORED: a backup, or a history, leads to " + label);
    }
  }

  private void openWhatIsOnTheStream() {
    var keys = keys();
    deaths
        .keySet()
        .forEach(label -> {
          for (var record : records.getOrDefault(label, List.of())) {
            if (keys.stream().anyMatch(key -> opens(key, record))) {
              wrongs.add("OPENED: what the stream has of " + label);
              return;
            }
          }
        });
  }

  private List<SubjectKey> keys() {
    var keys = new ArrayList<SubjectKey>();
    for (var identity : world.identities()) {
      var life = world.vaults().state(identity).life();
      if (life != null) {
        keys.add(opened(life));
      }
    }
    return keys;
  }

  private SubjectKey opened(Life life) {
    try {
      return world.vaults().keyring().unwrap(life.key(), life.label());
    } catch (WrongKeyException e) {
      throw new AssertionError("A subject's key opens.", e);
    }
  }

  private static boolean opens(SubjectKey key, StreamRecord record) {
    var sealed = record.sealed();
    try {
      if (sealed == null) {
        return false;
      }
      key.open(sealed);
      return true;
    } catch (WrongKeyException e) {
      return false;
    }
  }

  /// Nobody finds from a request, by its history, to a command, and so to a label.
  private void lookForLinks() {
    var shown = new StringBuilder();
    world.desk().executions().forEach(execution -> execution.told().forEach(shown::append));
    var leading = tables.tasks.leading();
    for (var command : commands) {
      var name = command.token();
      if (name == null || !deaths.containsKey(command.label())) {
        continue;
      }
      if (shown.indexOf(name.substring(0, name.indexOf('.'))) >= 0) {
        wrongs.add("LINKED: the history of a request has the token of " + command.label());
      }
      if (leading.contains(name)) {
        wrongs.add("LINKED: a task leads from " + command.label() + " to its request");
      }
    }
  }

  /// What was a user's alone when their life was ended is ended too, unless somebody else was seen
  /// there.
  private void lookForDevices() {
    for (var alone : world.deaths().alone()) {
      var isAnothers =
          world.vaults().usersOf(alone.device()).stream()
              .anyMatch(user -> !user.equals(alone.user()));
      if (!isAnothers && !deaths.containsKey(alone.label())) {
        wrongs.add("DEVICE: " + alone.label() + " lives on, and was its user's alone");
      }
    }
  }

  private void compareLines(String label) {
    var is = new HashMap<String, Integer>();
    var archived =
        tables.archive.lines().stream().filter(line -> line.taken().label().equals(label)).toList();
    archived.forEach(line -> is.merge(Texts.of(line.position()), 1, Integer::sum));
    if (deaths.containsKey(label)) {
      if (!archived.isEmpty()) {
        wrongs.add("RESIDUE: the archive has %d lines of %s".formatted(is.size(), label));
      }
      return;
    }
    if (is.size() != records.getOrDefault(label, List.of()).size()
        || is.values().stream().anyMatch(number -> number != 1)) {
      wrongs.add("LINES: the archive has " + is + " of " + label);
    }
    var isHeld = world.vaults().state(world.vaults().birth(label).subject()).rights().hold();
    for (var line : archived) {
      if (isHeld ? !line.taken().facts().isEmpty() : line.sealedFacts() != null) {
        wrongs.add("HELD: a line of " + label + " is not as it should be: held is " + isHeld);
      }
    }
  }
}
