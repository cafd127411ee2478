package dev.lethe.ingest.screenshot.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;

/// Real pictures, and what cameras and tools put in them.
public final class Pictures {

  /// Stands for what is personal, in everything that is put in.
  public static final String SECRET = "SECRET";

  private static final int AFTER_PNG_HEADER = 33;

  private Pictures() {}

  /// A colourful picture.
  public static BufferedImage image(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    for (var x = 0; x < width; x++) {
      for (var y = 0; y < height; y++) {
        image.setRGB(x, y, 0x80000000 * (x % 2) | x * 0x0f0000 + y * 0x001900 + x * y * 3);
      }
    }
    return image;
  }

  /// A PNG as ImageIO writes it.
  public static byte[] png(BufferedImage image, boolean isInterlaced) {
    return written("png", image, isInterlaced);
  }

  public static byte[] png() {
    return png(image(16, 9, BufferedImage.TYPE_INT_ARGB), false);
  }

  /// A PNG with a text in it, and another behind its end.
  public static byte[] pngWithMetadata() {
    var chunk = pngChunk("tEXt", bytes("Author\0" + SECRET));
    var picture = with(png(), AFTER_PNG_HEADER, chunk);
    return with(picture, picture.length, bytes(SECRET));
  }

  /// A JPEG as ImageIO writes it, with JFIF.
  public static byte[] jpeg(BufferedImage image, boolean isProgressive) {
    return written("jpeg", image, isProgressive);
  }

  public static byte[] jpeg() {
    return jpeg(image(33, 17, BufferedImage.TYPE_INT_RGB), false);
  }

  private static byte[] written(String format, BufferedImage image, boolean isProgressive) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      var how = writer.getDefaultWriteParam();
      how.setProgressiveMode(
          isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      var metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), how);
      writer.write(null, new IIOImage(image, null, metadata), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// A WebP as libwebp writes it.
  public static byte[] webp(String name) {
    try (var file = Pictures.class.getResourceAsStream("/pictures/" + name + ".webp")) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A picture's pixels.
  public static int[] pixels(byte[] picture) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(picture));
      return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    } catch (IOException e) {
      throw new UncheckedIOException("It does not open.", e);
    }
  }

  /// Bytes as text, a byte each a character.
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// A part of a PNG.
  static byte[] pngChunk(String name, byte[] content) {
    var sink = new Sink(content.length + 12);
    new PngChunk(name, content).writeTo(sink);
    return sink.toArray();
  }

  /// A segment of a JPEG.
  static byte[] jpegSegment(int marker, byte[] content) {
    return new Sink(content.length + 4)
        .u8(0xff)
        .u8(marker)
        .u16(content.length + 2)
        .bytes(content)
        .toArray();
  }

  /// A part of a WebP.
  static byte[] webpChunk(String name, byte[] content) {
    var sink = new Sink(content.length + 9);
    WebpChunk.write(name, new Sink(content.length).bytes(content), sink);
    return sink.toArray();
  }

  /// These parts with the first four bytes of a file that hold a WebP.
  static byte[] riff(byte[]... chunks) {
    var content = new Sink(1_000).ascii("WEBP");
    for (var chunk : chunks) {
      content.bytes(chunk);
    }
    return new Sink(1_000)
        .ascii("RIFF")
        .u32LittleEndian(content.size())
        .bytes(content.toArray())
        .toArray();
  }

  /// With something put in at a place.
  static byte[] with(byte[] picture, int place, byte[] more) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(picture, 0, place);
    bytes.writeBytes(more);
    bytes.write(picture, place, picture.length - place);
    return bytes.toByteArray();
  }
}
