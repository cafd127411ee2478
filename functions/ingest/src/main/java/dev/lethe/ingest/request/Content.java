package dev.lethe.ingest.request;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A JSON object that an SDK sent, as one CBOR map with its addresses masked, and where in it the
/// parts stand that only a feature may keep. Names and values of a CBOR map of indefinite length
/// (RFC 8949, section 3.2.2) simply follow each other, so that a part can be left out.
public final class Content {

  private final byte[] cbor;
  private final List<Part> parts;

  /// @param parts in their order
  Content(byte[] cbor, List<Part> parts) {
    this.cbor = cbor.clone();
    this.parts = List.copyOf(parts);
  }

  /// A field, its name included, that a feature may keep.
  ///
  /// @param to behind its last byte
  record Part(Feature feature, int from, int to) {}

  /// How long it is whole, in bytes.
  public int size() {
    return cbor.length;
  }

  /// The features that some part of it needs.
  public Set<Feature> features() {
    var features = EnumSet.noneOf(Feature.class);
    parts.forEach(part -> features.add(part.feature()));
    return features;
  }

  /// All of it, for telling a repeat from another event.
  public byte[] whole() {
    return cbor.clone();
  }

  /// What these features let through.
  public byte[] keptBy(Set<Feature> on) {
    var kept = new ArrayList<byte[]>();
    var from = 0;
    for (var part : parts) {
      if (!on.contains(part.feature())) {
        kept.add(Arrays.copyOfRange(cbor, from, part.from()));
        from = part.to();
      }
    }
    kept.add(Arrays.copyOfRange(cbor, from, cbor.length));
    return joined(kept);
  }

  /// The same with its addresses masked further.
  public static byte[] masked(byte[] cbor, Masking masking) {
    try {
      return ContentDraft.masked(cbor, masking);
    } catch (IOException e) {
      throw new UncheckedIOException("It is no CBOR map.", e);
    }
  }

  private static byte[] joined(List<byte[]> pieces) {
    var whole = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
    var at = 0;
    for (var piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
  }
}
