package dev.lethe.ingest.screenshot.picture;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of pictures that are taken.
public enum PictureType {
  PNG("image/png"),
  JPEG("image/jpeg"),
  WEBP("image/webp");

  private final String mediaType;

  PictureType(String mediaType) {
    this.mediaType = mediaType;
  }

  /// The kind with a media type, if it is taken.
  public static Optional<PictureType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }

  public String mediaType() {
    return mediaType;
  }

  /// A picture of this kind without all that is not needed to show it: no place, no time, no
  /// author, no device, no text, no second picture. It shows the same as before; cleaned again it
  /// stays as it is.
  ///
  /// @throws UnfitPictureException if it is of another kind, broken, or too large
  public byte[] cleaned(byte[] picture) throws UnfitPictureException {
    return switch (this) {
      case PNG -> new PngCleaner(picture).clean();
      case JPEG -> new JpegCleaner(picture).clean();
      case WEBP -> new WebpCleaner(picture).clean();
    };
  }
}
