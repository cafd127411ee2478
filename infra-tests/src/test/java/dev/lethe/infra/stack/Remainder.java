package dev.lethe.infra.stack;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.shared.record.RecordCodec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the stores hold of an application: all that says its id, or one of its labels, in a name, a
/// key or a value, packed or not.
public final class Remainder {

  private static final List<String> TABLES =
      List.of("RegistryTable", "VaultTable", "LedgerTable", "InsightsTable", "RequestsTable");

  private final Stores stores = new Stores();

  /// It, by where it is.
  ///
  /// @param words its id, its labels, and what else is its alone
  public Map<String, String> of(Set<String> words) {
    var any = new Words(words);
    var found = new TreeMap<String, String>();
    for (var table : TABLES) {
      stores
          .items(table)
          .forEach(item -> {
            var text = text(item);
            if (any.areIn(text)) {
              found.put(table + ' ' + key(item), text);
            }
          });
    }
    new EveryObject()
        .all()
        .forEach((name, content) -> {
          if (any.areIn(name) || any.areIn(content)) {
            found.put(name.replaceFirst("@.*", ""), content);
          }
        });
    new ArchivedLines()
        .all()
        .forEach(line -> {
          if (words.contains(line.taken().app())) {
            found.put("line " + line.position(), hex(RecordCodec.encode(line.taken())));
          }
        });
    return found;
  }

  /// The labels that the Vault leads to subjects of an application from.
  public Set<String> labels(String app) {
    var prefix = app + "#label#";
    return stores
        .items("VaultTable")
        .map(item -> present(item, "id").s())
        .filter(id -> id.startsWith(prefix))
        .map(id -> id.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String key(Map<String, AttributeValue> item) {
    return List.of("id", "part", "label", "item", "counter", "cell", "customer").stream()
        .filter(item::containsKey)
        .map(name -> present(item, name).s())
        .collect(Collectors.joining(" | "));
  }

  private static String text(Map<String, AttributeValue> item) {
    var entry = item.get(EntryItem.ENTRY);
    return new TreeMap<>(item)
        + (entry == null ? "" : EntryCodec.decode(entry.b().asByteArray()).toString());
  }
}
