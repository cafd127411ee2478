package dev.lethe.archive.export.aws;

import dev.lethe.archive.export.Listing;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/// Lists a bucket of S3, page by page.
public final class S3Listing implements Listing {

  private final S3Client s3;
  private final String bucket;

  public S3Listing(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public List<Listed> list(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> new Listed(object.key(), object.size()))
        .toList();
  }

  @Override
  public void delete(String name) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(name));
  }
}
