package dev.lethe.archive.export.aws;

import dev.lethe.archive.export.Links;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// [Presigned
/// URLs](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html) of S3.
public final class S3Links implements Links {

  private static final Duration VALID = Duration.ofMinutes(15);

  private final S3Presigner presigner;
  private final String bucket;

  public S3Links(S3Presigner presigner, String bucket) {
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public URI to(String object, String name) {
    var presigned =
        presigner.presignGetObject(presign ->
            presign
                .signatureDuration(VALID)
                .getObjectRequest(get ->
                    get.bucket(bucket)
                        .key(object)
                        .responseContentType("application/gzip")
                        .responseContentDisposition("attachment; filename=\"" + name + '"')));
    return URI.create(presigned.url().toString());
  }
}
