package dev.lethe.ingest.request;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.io.ByteArrayOutputStream;
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

  /// A field that a feature may keep.
  ///
  /// @param number of the field among all, at any depth
  /// @param from its name's first byte
  /// @param to behind its last byte
  record Part(Feature feature, int number, int from, int to) {}

  /// What is kept of a content.
  ///
  /// @param always what needs no feature, a CBOR map
  /// @param parts what features let through, in their order
  public record Kept(Bytes always, List<KeptPart> parts) {}

  /// A field that a feature lets through.
  ///
  /// @param at where it stood in what is always kept, in bytes
  /// @param field its name and value
  public record KeptPart(Feature feature, int at, Bytes field) {}

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

  /// What is kept while these features are on.
  public Kept keptBy(Set<Feature> on) {
    var always = new ByteArrayOutputStream(cbor.length);
    var kept = new ArrayList<KeptPart>();
    var from = 0;
    for (var part : parts) {
      always.write(cbor, from, part.from() - from);
      if (on.contains(part.feature())) {
        var field = Bytes.copyOf(Arrays.copyOfRange(cbor, part.from(), part.to()));
        kept.add(new KeptPart(part.feature(), always.size(), field));
      }
      from = part.to();
    }
    always.write(cbor, from, cbor.length - from);
    return new Kept(Bytes.copyOf(always.toByteArray()), kept);
  }

  /// The same with its addresses masked further.
  public Content masked(Masking masking) {
    try {
      return ContentDraft.masked(cbor, parts, masking);
    } catch (IOException e) {
      throw new UncheckedIOException("It is no CBOR map.", e);
    }
  }
}
