package dev.lethe.infra.erased;

import dev.lethe.infra.stack.Everything;
import dev.lethe.infra.stack.Needles;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.vault.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What may be left of people, searched for in everything. What it is that is found where is told
/// by kind of trace and place; what the design leaves has a place of its own name.
final class Traces {

  static final String IDENTIFIER = "identifier";
  static final String PSEUDONYM = "pseudonym";
  static final String LABEL = "label";
  static final String SEALED = "sealed bytes";
  static final String MESSAGE = "message";

  /// Where they stand by design, by kind of trace and place. Who was erased and came back is
  /// another, with a new life, and in exports of it.
  private static final Pattern RESIDUE =
      Pattern.compile(
          "pseudonym in Vault, "
              + "(tombstone of \\[erased(, expires)?, id, lives(, objections)?, part(, restricted)?, version]"
              + "|new life|link of a new life)"
              + "|pseudonym in Requests, standing of "
              + "\\[customer, erased(, expires)?, item, lives(, objections)?(, restricted)?, version]"
              + "|label in Ledger, (header of \\[.*]"
              + "|0000-00-00#00000 of \\[emptied, expires, item, label]"
              + "|archive (standing|found#\\d+) of \\[.*])"
              + "|identifier in exports, of who is there");

  /// Enough of sealed bytes to know them by: version, nonce, and the first of the cipher text.
  private static final int OF_SEALED = 33;

  private final Needles needles = new Needles();
  private final Stack stack = Stack.running();
  private final Set<String> living;
  private final Set<String> silent = new HashSet<>();
  private final Map<String, Long> lives = new HashMap<>();

  /// @param living labels that a key is left of
  Traces(Collection<String> living) {
    this.living = Set.copyOf(living);
  }

  /// Searches for somebody as the world calls them: raw, and by its hash.
  void identifier(Identity.Kind kind, String text) {
    needles.add(IDENTIFIER, text);
    var hash = Identity.of(kind, text).sha256();
    needles.add(IDENTIFIER, text, hash.getBytes(StandardCharsets.UTF_8));
    needles.add(IDENTIFIER, text, HexFormat.of().parseHex(hash));
  }

  /// Somebody is in no export of an application any more.
  void silent(String app, String identifier) {
    silent.add(app + ' ' + identifier);
  }

  void message(String id) {
    needles.add(MESSAGE, id);
  }

  /// Searches for somebody as the Vault calls them.
  ///
  /// @param before how many lives of theirs had begun or ended before the last erasure
  void pseudonym(String text, long before) {
    lives.merge(text, before, Math::max);
    needles.add(PSEUDONYM, text);
    needles.add(PSEUDONYM, text, Base64.getUrlDecoder().decode(text));
  }

  void label(String text) {
    needles.add(LABEL, text);
    needles.add(LABEL, text, Base64.getUrlDecoder().decode(text));
  }

  void sealed(StreamRecord told) {
    var sealed = told.sealed();
    if (sealed != null) {
      needles.add(SEALED, told.label(), head(sealed));
    }
  }

  private static byte[] head(Bytes sealed) {
    return Arrays.copyOfRange(sealed.toArray(), 1, OF_SEALED);
  }

  /// Searches everything.
  ///
  /// @return by kind of trace and place, what was found
  Map<String, Set<String>> in(Everything everything) {
    var found = new TreeMap<String, Set<String>>();
    everything.show(piece ->
        needles
            .in(piece.content().toArray())
            .forEach(needle ->
                found
                    .computeIfAbsent(
                        needle.kind() + " in " + place(piece, needle), unseen -> new TreeSet<>())
                    .add(needle.of() + " in " + piece)));
    return found;
  }

  /// Whether the design leaves it there.
  static boolean isNamed(String place) {
    return RESIDUE.matcher(place).matches();
  }

  private String place(Everything.Piece piece, Needles.Needle needle) {
    var item = piece.item();
    if (piece.store().equals(stack.output("VaultTable"))) {
      return "Vault, " + inVault(item, needle);
    }
    if (piece.store().equals(stack.output("RequestsTable"))
        && text(item, "customer").startsWith("standing#")) {
      return "Requests, "
          + (text(item, "item").equals(needle.of())
              ? "standing of " + attributes(item)
              : "another's");
    }
    if (piece.store().equals(stack.output("LedgerTable"))) {
      return "Ledger, " + inLedger(item, needle.of());
    }
    if (piece.store().equals(stack.output("ExportsBucket"))
        && needle.kind().equals(IDENTIFIER)
        && piece.name().startsWith("files/")) {
      var app = piece.name().split("/", 3)[1];
      return silent.contains(app + ' ' + needle.of())
          ? "exports, of who is gone"
          : "exports, of who is there";
    }
    return item.isEmpty() ? piece.store() : "table " + piece.store();
  }

  /// A tombstone says that a pseudonym was erased, and when; who came again has a new life.
  private String inVault(Map<String, AttributeValue> item, Needles.Needle needle) {
    if (!needle.kind().equals(PSEUDONYM)) {
      return text(item, "part");
    }
    var part = text(item, "part");
    var isOwn = text(item, "id").endsWith("#subject#" + needle.of());
    if (part.equals("state") && isOwn) {
      var label = text(item, "label");
      if (label.isEmpty()) {
        return "tombstone of " + attributes(item);
      }
      return living.contains(label) ? "new life" : "life";
    }
    if (part.equals("label")) {
      var id = text(item, "id");
      return living.contains(id.substring(id.lastIndexOf('#') + 1)) ? "new life" : "label";
    }
    if (part.startsWith("device#") || part.startsWith("user#")) {
      var isUser = part.startsWith("device#") == text(item, "id").endsWith(needle.of());
      var then = text(item, isUser ? "userLives" : "deviceLives");
      return Long.parseLong(then) > lives.getOrDefault(needle.of(), Long.MAX_VALUE)
          ? "link of a new life"
          : "link";
    }
    return part;
  }

  /// A dead label stands in its header, in the places of what it had, and in the archive's note.
  private static String inLedger(Map<String, AttributeValue> item, String label) {
    var of = text(item, "label");
    if (!of.equals(label) && !of.equals("archive#label#" + label)) {
      return "another's";
    }
    var sort = text(item, "item");
    var place = of.equals(label) ? sort.replaceAll("\\d", "0") : "archive " + sort;
    return place + " of " + attributes(item);
  }

  private static Set<String> attributes(Map<String, AttributeValue> item) {
    return item.keySet().stream().collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    if (value == null) {
      return "";
    }
    return value.s() == null ? String.valueOf(value.n()) : value.s();
  }
}
