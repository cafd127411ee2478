package dev.lethe.infra.stack;

import dev.lethe.shared.record.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Many things to search for at once, each as it is and in every form that it may be written in: as
/// bytes, in hex, and in base64 wherever it begins in there.
public final class Needles {

  /// What is looked for first: so many bytes.
  private static final int HEAD = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SIEVE_BITS = 20;

  /// Something to search for.
  ///
  /// @param kind what it is
  /// @param of what it says, or is of
  public record Needle(String kind, String of) {}

  private record Form(Bytes bytes, Needle needle) {}

  private final Map<Long, List<Form>> byHead = new HashMap<>();
  private final BitSet sieve = new BitSet(1 << SIEVE_BITS);

  /// Searches for a text, too.
  public void add(String kind, String text) {
    add(new Needle(kind, text), text.getBytes(StandardCharsets.UTF_8));
  }

  /// Searches for bytes, too.
  ///
  /// @param of whose they are
  public void add(String kind, String of, byte[] bytes) {
    add(new Needle(kind, of), bytes);
  }

  private void add(Needle needle, byte[] bytes) {
    addForm(needle, bytes);
    addForm(needle, HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    addForm(
        needle,
        HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    for (var before = 0; before < 3; before++) {
      var shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        var encoded = encoder.withoutPadding().encode(shifted);
        // The first and the last characters are of other bytes, too.
        var from = before == 0 ? 0 : before + 1;
        var to = shifted.length * 8 / 6;
        addForm(needle, Arrays.copyOfRange(encoded, from, to));
      }
    }
  }

  private void addForm(Needle needle, byte[] bytes) {
    if (bytes.length < HEAD) {
      throw new IllegalArgumentException("It is too short to be found by.");
    }
    var head = (long) LONG.get(bytes, 0);
    sieve.set(slot(head));
    byHead
        .computeIfAbsent(head, unseen -> new ArrayList<>())
        .add(new Form(Bytes.copyOf(bytes), needle));
  }

  private static int slot(long head) {
    return (int) ((head * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - SIEVE_BITS));
  }

  /// What there is of it in some bytes.
  public Set<Needle> in(byte[] haystack) {
    var found = new LinkedHashSet<Needle>();
    for (var at = 0; at + HEAD <= haystack.length; at++) {
      var head = (long) LONG.get(haystack, at);
      if (sieve.get(slot(head))) {
        for (var form : byHead.getOrDefault(head, List.of())) {
          if (stands(form.bytes().toArray(), haystack, at)) {
            found.add(form.needle());
          }
        }
      }
    }
    return found;
  }

  private static boolean stands(byte[] form, byte[] haystack, int at) {
    return at + form.length <= haystack.length
        && Arrays.equals(form, 0, form.length, haystack, at, at + form.length);
  }
}
