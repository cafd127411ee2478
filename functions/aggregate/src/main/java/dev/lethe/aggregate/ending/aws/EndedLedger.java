package dev.lethe.aggregate.ending.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.goals.aws.GoalsOrderItem;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.Mentions;
import dev.lethe.shared.termination.aws.MentionsOf;
import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.shared.vault.aws.VaultItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the Ledger table has of an application. An entry says whose it is, and so does what a
/// command took off, and an order to forget its goals; of a header, of an entry that is emptied,
/// and of the archive's items the Vault says it, by their label. So the Vault must not be emptied
/// before: as long as it knows the labels, whoever was killed here begins again.
public final class EndedLedger implements Emptied {

  private static final Set<String> KEYS = Set.of(LedgerItem.LABEL, LedgerItem.ITEM);

  /// 128 bits in base64url, as labels are, alone or behind the sign of the archive's items.
  private static final Pattern LABEL = Pattern.compile("(archive#label#)?([A-Za-z0-9_-]{22})");

  private final Segments segments;
  private final BatchRead batch;
  private final String vault;

  public EndedLedger(DynamoDbClient dynamo, String ledger, BatchRead batch, String vault) {
    this.segments = new Segments(dynamo, ledger);
    this.batch = batch;
    this.vault = vault;
  }

  @Override
  public List<String> parts(String app) {
    return segments.all();
  }

  @Override
  public long count(String app, String part) {
    var found = new long[1];
    segments.read(part, all -> {}, page -> found[0] += of(app, page).size());
    return found[0];
  }

  @Override
  public void remove(String app, String part) {
    segments.read(part, all -> {}, page -> segments.delete(of(app, page), KEYS));
  }

  /// Those items that are of the application.
  private List<Map<String, AttributeValue>> of(String app, List<Map<String, AttributeValue>> page) {
    var found = new ArrayList<Map<String, AttributeValue>>();
    var unsaid = new HashMap<String, List<Map<String, AttributeValue>>>();
    for (var item : page) {
      var entry = item.get(EntryItem.ENTRY);
      var said = entry == null ? "" : EntryCodec.app(entry.b().asByteArray());
      if (said.equals(app) || isOrder(item, app)) {
        found.add(item);
      } else if (said.isEmpty()) {
        label(item)
            .ifPresent(
                label -> unsaid.computeIfAbsent(label, unseen -> new ArrayList<>()).add(item));
      }
    }
    known(app, unsaid.keySet())
        .forEach(label -> found.addAll(unsaid.getOrDefault(label, List.of())));
    return found;
  }

  private static boolean isOrder(Map<String, AttributeValue> item, String app) {
    return present(item, LedgerItem.LABEL).s().equals(GoalsOrderItem.LABEL)
        && present(item, LedgerItem.ITEM).s().equals(app);
  }

  private static Optional<String> label(Map<String, AttributeValue> item) {
    var matcher = LABEL.matcher(present(item, LedgerItem.LABEL).s());
    return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
  }

  /// The labels that the Vault knows as the application's.
  private Set<String> known(String app, Set<String> labels) {
    var items =
        batch.read(
            Map.of(vault, labels.stream().map(label -> VaultItem.keyOfLabel(app, label)).toList()));
    var known = new HashSet<>(labels);
    known.removeIf(label -> items.get(vault, VaultItem.keyOfLabel(app, label)) == null);
    return known;
  }

  @Override
  public List<String> looks(String app) {
    return segments.all();
  }

  /// Looks for the application's id in every byte of every item, and of what is packed in it.
  @Override
  public long search(String app, String look) {
    return segments.count(look, item -> mentions(item, app));
  }

  private static boolean mentions(Map<String, AttributeValue> item, String app) {
    var entry = item.get(EntryItem.ENTRY);
    return MentionsOf.in(item, app)
        || (entry != null && Mentions.of(app, inflated(entry.b().asByteArray())));
  }

  private static byte[] inflated(byte[] entry) {
    try (var bytes = new InflaterInputStream(new ByteArrayInputStream(entry))) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("The Ledger has an entry that cannot be read.", e);
    }
  }
}
