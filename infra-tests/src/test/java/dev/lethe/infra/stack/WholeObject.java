package dev.lethe.infra.stack;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// Reads objects that others may be writing over. The local stack shows such a one as empty for a
/// moment; S3 shows it as it was, or as it is then.
final class WholeObject {

  private WholeObject() {}

  /// @param size as it was listed, in bytes
  static byte[] read(S3Client s3, long size, GetObjectRequest get) {
    return Await.found(() -> {
      var content = s3.getObjectAsBytes(get).asByteArray();
      return content.length == 0 && size > 0 ? null : content;
    });
  }

  static GetObjectRequest.Builder of(String bucket, String key) {
    return GetObjectRequest.builder().bucket(bucket).key(key);
  }
}
