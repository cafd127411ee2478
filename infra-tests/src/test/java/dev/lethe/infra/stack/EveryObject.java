package dev.lethe.infra.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;

/// Every object of every bucket of the stack, each version of it, as characters that are bytes;
/// what is packed is unpacked, too.
public final class EveryObject {

  /// What SAM uploaded is code.
  private static final String ARTIFACTS = "aws-sam-cli";

  private final S3Client s3 = Stack.running().client(S3Client.builder().forcePathStyle(true));

  /// Name and content, by bucket, name and version.
  public Map<String, String> all() {
    var all = new TreeMap<String, String>();
    for (var bucket : s3.listBuckets().buckets()) {
      if (!bucket.name().startsWith(ARTIFACTS)) {
        add(bucket.name(), all);
      }
    }
    return all;
  }

  private void add(String bucket, Map<String, String> all) {
    s3.listObjectVersionsPaginator(list -> list.bucket(bucket))
        .versions()
        .forEach(version -> {
          var content =
              WholeObject.read(
                  s3,
                  version.size(),
                  WholeObject.of(bucket, version.key()).versionId(version.versionId()).build());
          all.put(
              bucket + '/' + version.key() + '@' + version.versionId(),
              version.key() + '\n' + text(version.key(), content));
        });
    for (var upload : s3.listMultipartUploads(list -> list.bucket(bucket)).uploads()) {
      all.put(bucket + '/' + upload.key() + "@upload", upload.key());
    }
  }

  private static String text(String name, byte[] content) {
    var text = new String(content, StandardCharsets.ISO_8859_1);
    return name.endsWith(".gz") ? text + unpacked(content) : text;
  }

  private static String unpacked(byte[] content) {
    try (var packed = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(packed.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
