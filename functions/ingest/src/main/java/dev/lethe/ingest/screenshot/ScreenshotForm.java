package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.fact.EventTime;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.PictureType;
import dev.lethe.ingest.screenshot.picture.UnfitPictureException;
import dev.lethe.shared.record.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an app says of a screenshot before it uploads it, and again when it has.
///
/// @param whose whom it is about
/// @param bytes how long it is
/// @param sha256 the SHA-256 of its bytes, base64
/// @param timestamp when it was taken, by the device's clock, as text
/// @param sentAt when this was said first, by the same clock, as text
public record ScreenshotForm(
    Whose whose,
    PictureType type,
    int bytes,
    String sha256,
    String timestamp,
    @Nullable String sentAt) {

  /// The largest picture: 5 MB, which a function holds in memory some times over.
  public static final int LARGEST_BYTES = 5 * 1024 * 1024;

  private static final int SHA256_BYTES = 256 / Byte.SIZE;

  /// Reads what was told.
  ///
  /// @param fields by their names, as text
  /// @throws RefusedRequestException if it cannot be taken, whoever says it
  static ScreenshotForm of(Map<String, String> fields) throws RefusedRequestException {
    var whose = Whose.of(identifier(fields, "userId"), identifier(fields, "anonymousId"));
    if (whose.user() == null && whose.device() == null) {
      throw RefusedRequestException.malformed(
          "The field anonymousId is missing: it says whose screenshot it is.");
    }
    return new ScreenshotForm(
        whose,
        type(fields),
        bytes(fields),
        sha256(fields),
        timestamp(fields),
        fields.get("sentAt"));
  }

  /// When it was taken.
  ///
  /// @param received when it was said first
  EventTime time(Instant received) {
    return EventTime.of(timestamp, sentAt, received);
  }

  /// The picture that was uploaded for this, cleaned.
  ///
  /// @throws UnfitPictureException if it is not what this says, or no picture
  byte[] cleaned(Bytes uploaded) throws UnfitPictureException {
    if (uploaded.length() != bytes) {
      throw new UnfitPictureException("The upload is not as long as was said.");
    }
    var picture = uploaded.toArray();
    if (!Base64.getEncoder().encodeToString(hash(picture)).equals(sha256)) {
      throw new UnfitPictureException("The upload does not have the checksum that was said.");
    }
    return type.cleaned(picture);
  }

  private static byte[] hash(byte[] picture) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(picture);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static @Nullable String identifier(Map<String, String> fields, String name)
      throws RefusedRequestException {
    var identifier = fields.get(name);
    if (identifier != null && identifier.length() > Limits.IDENTIFIER_CHARACTERS) {
      throw RefusedRequestException.malformed(
          "The field "
              + name
              + " is longer than "
              + Limits.IDENTIFIER_CHARACTERS
              + " characters: it says whose screenshot it is.");
    }
    return identifier;
  }

  private static PictureType type(Map<String, String> fields) throws RefusedRequestException {
    return Optional.ofNullable(fields.get("contentType"))
        .flatMap(PictureType::of)
        .orElseThrow(() ->
            RefusedRequestException.malformed(
                "The field contentType is none of image/png, image/jpeg and image/webp."));
  }

  private static int bytes(Map<String, String> fields) throws RefusedRequestException {
    var text = fields.getOrDefault("contentLength", "");
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw RefusedRequestException.malformed(
          "The field contentLength is no number of bytes, 1 or more.");
    }
    var bytes = Long.parseLong(text);
    if (bytes > LARGEST_BYTES) {
      throw RefusedRequestException.tooLarge("The screenshot is larger than 5 MB.");
    }
    return (int) bytes;
  }

  private static String sha256(Map<String, String> fields) throws RefusedRequestException {
    try {
      var digest = Base64.getDecoder().decode(fields.getOrDefault("checksumSha256", ""));
      if (digest.length == SHA256_BYTES) {
        return Base64.getEncoder().encodeToString(digest);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as what is too short is.
    }
    throw RefusedRequestException.malformed(
        "The field checksumSha256 is no SHA-256 of the picture in base64.");
  }

  /// A time before 1970 is no telephone's, and correcting it could lead beyond all time.
  private static String timestamp(Map<String, String> fields) throws RefusedRequestException {
    var timestamp = fields.get("timestamp");
    if (timestamp != null) {
      try {
        var time = EventTime.of(timestamp, null, Instant.EPOCH).raw();
        if (time != null && !time.isBefore(Instant.EPOCH)) {
          return timestamp;
        }
      } catch (DateTimeException e) {
        // Told below, as what is missing is.
      }
    }
    throw RefusedRequestException.malformed(
        "The field timestamp is no time in ISO 8601: it says when the screenshot was taken.");
  }
}
