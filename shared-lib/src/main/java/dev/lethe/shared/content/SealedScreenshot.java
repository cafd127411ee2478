package dev.lethe.shared.content;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// A screenshot as it stands under its feature's key, and that under its subject's: CBOR, one map
/// with a format version `v`.
///
/// @param taken when, by our clock
/// @param mediaType of the picture: `image/png`, `image/jpeg` or `image/webp`
public record SealedScreenshot(Instant taken, String mediaType, Bytes picture) {

  private static final CBORFactory CBOR = new CBORFactory();
  private static final int VERSION = 1;

  /// The CBOR form.
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream(picture.length() + 100);
    try (var cbor = CBOR.createGenerator(bytes)) {
      cbor.writeStartObject();
      cbor.writeNumberField("v", VERSION);
      cbor.writeNumberField("taken", taken.toEpochMilli());
      cbor.writeStringField("mediaType", mediaType);
      cbor.writeBinaryField("picture", picture.toArray());
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return bytes.toByteArray();
  }

  /// Under both keys, as it is stored.
  public Bytes sealed(SubjectKey key, FeatureKeys features) {
    return key.seal(features.seal(Feature.SCREENSHOTS, encode()).toArray());
  }

  /// Opens what [#sealed] made.
  ///
  /// @return nothing if what the feature had collected by then is erased
  /// @throws IOException if what opens is no screenshot
  public static Optional<SealedScreenshot> open(Bytes sealed, SubjectKey key, FeatureKeys features)
      throws WrongKeyException, IOException {
    var opened = features.open(Feature.SCREENSHOTS, Bytes.copyOf(key.open(sealed)));
    return opened.isEmpty() ? Optional.empty() : Optional.of(decode(opened.get()));
  }

  /// Reads what [#encode] made.
  ///
  /// @throws IOException if it is anything else
  public static SealedScreenshot decode(byte[] bytes) throws IOException {
    Instant taken = null;
    String mediaType = null;
    Bytes picture = null;
    try (var cbor = CBOR.createParser(bytes)) {
      if (cbor.nextToken() != JsonToken.START_OBJECT
          || !"v".equals(cbor.nextFieldName())
          || cbor.nextIntValue(-1) != VERSION) {
        throw new IOException("It is no screenshot of this version.");
      }
      String field;
      while ((field = cbor.nextFieldName()) != null) {
        cbor.nextToken();
        switch (field) {
          case "taken" -> taken = Instant.ofEpochMilli(cbor.getLongValue());
          case "mediaType" -> mediaType = cbor.getText();
          case "picture" -> picture = Bytes.copyOf(cbor.getBinaryValue());
          default -> throw new IOException("It has an unknown field.");
        }
      }
    }
    if (taken == null || mediaType == null || picture == null) {
      throw new IOException("It lacks a field.");
    }
    return new SealedScreenshot(taken, mediaType, picture);
  }
}
