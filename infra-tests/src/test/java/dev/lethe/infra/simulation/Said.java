package dev.lethe.infra.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Store;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.work.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What receipts say, beside what there was.
final class Said {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<RequestType> HOLDING =
      Set.of(RequestType.RESTRICTION, RequestType.OBJECTION, RequestType.CONSENT_WITHDRAWAL);

  private final World world;
  private final Tables tables;
  private final Map<String, Long> lines;
  private final List<Command> commands;
  private final List<String> wrongs = new ArrayList<>();

  /// @param lines how many records of each label stand before its first erasure in its lane
  /// @param commands all that were sent
  Said(World world, Map<String, Long> lines, List<Command> commands) {
    this.world = world;
    this.tables = world.tables();
    this.lines = lines;
    this.commands = commands;
  }

  /// All receipts, by their requests.
  Map<String, JsonNode> receipts() {
    var receipts = new HashMap<String, JsonNode>();
    for (var number = 1L; ; number++) {
      var receipt = world.desk().safe().find(Vaults.CUSTOMER, number).orElse(null);
      if (receipt == null) {
        return receipts;
      }
      try {
        var text = new String(receipt.file().toArray(), StandardCharsets.UTF_8);
        if (receipts.put(receipt.request(), JSON.readTree(text).get("receipt")) != null) {
          wrongs.add("RECEIPT: two for " + receipt.request());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// What is wrong; nothing if all is as it should be.
  List<String> wrongs() {
    var receipts = receipts();
    for (var execution : world.desk().executions()) {
      var request = execution.request();
      if (request.type() != RequestType.ERASURE) {
        continue;
      }
      var receipt = receipts.remove(request.id().toString());
      if (receipt == null) {
        wrongs.add("RECEIPT: none for " + request.id());
      } else {
        compare(request, receipt);
      }
    }
    if (!receipts.isEmpty()) {
      wrongs.add("RECEIPT: for what nobody asked");
    }
    return wrongs;
  }

  private void compare(EnteredRequest request, JsonNode receipt) {
    var labels =
        world.deaths().orders(new CaseId(request.app(), request.id())).stream()
            .map(Order::life)
            .map(CaseLife::label)
            .filter(Objects::nonNull)
            .toList();
    expect(request, "keys", labels.size(), receipt.get("keys").get("destroyed").asLong());
    var found = new HashMap<String, Long>();
    receipt
        .get("stores")
        .forEach(store -> found.put(store.get("store").asText(), store.get("found").asLong()));
    var entries = labels.stream().mapToLong(this::entries).sum();
    expect(request, "entries", entries, found.get(Store.STATISTICS.wireName()));
    var archived = labels.stream().mapToLong(label -> lines.getOrDefault(label, 0L)).sum();
    between(
        request,
        Store.ARCHIVE,
        labels.stream().mapToLong(tables::storedAtDeath).sum(),
        archived,
        found);
    for (var store :
        List.of(Store.SCREENSHOTS, Store.EXPORTS, Store.PACKAGES, Store.QUERY_RESULTS)) {
      var copies = tables.copiesOf(store);
      var all = labels.stream().mapToLong(copies::ever).sum();
      var late = labels.stream().mapToLong(copies::late).sum();
      // Who is held is taken out of exports before.
      var least = store == Store.EXPORTS && isAnyHeld() ? 0 : all - late;
      between(request, store, least, all, found);
    }
    if (found.getOrDefault(Store.VAULT.wireName(), -1L) < labels.size()) {
      wrongs.add("RECEIPT: " + request.id() + " forgets keys");
    }
  }

  private boolean isAnyHeld() {
    return world.desk().executions().stream()
        .map(execution -> execution.request().type())
        .anyMatch(HOLDING::contains);
  }

  private void between(
      EnteredRequest request, Store store, long least, long most, Map<String, Long> found) {
    var is = found.getOrDefault(store.wireName(), -1L);
    if (is < least || is > most) {
      wrongs.add(
          "RECEIPT: %s says %d of %s, and %d to %d were there"
              .formatted(request.id(), is, store, least, most));
    }
  }

  private void expect(EnteredRequest request, String what, long should, @Nullable Long is) {
    if (is == null || is != should) {
      wrongs.add(
          "RECEIPT: %s says %s %s, and %d were there".formatted(request.id(), is, what, should));
    }
  }

  /// What the first erasure of a label in its lane took off statistics: the oracle knows how many
  /// events that were, and all answers are the same.
  private long entries(String label) {
    return commands.stream()
        .filter(command ->
            command.label().equals(label) && Remains.isErasure(command, Command.Consumer.AGGREGATE))
        .map(Command::token)
        .filter(Objects::nonNull)
        .flatMap(name -> tables.tasks.answers(name).stream())
        .findFirst()
        .map(answer -> answer.getOrDefault("entries", 0L))
        .orElse(-1L);
  }
}
