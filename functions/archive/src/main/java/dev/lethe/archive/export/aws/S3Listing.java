package dev.lethe.archive.export.aws;

import dev.lethe.archive.export.Listing;
import dev.lethe.shared.aws.S3Bucket;
import java.util.Collection;
import java.util.List;

/// Lists a bucket of S3.
public final class S3Listing implements Listing {

  private final S3Bucket bucket;

  public S3Listing(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public List<Listed> list(String prefix) {
    return bucket.list(prefix).map(object -> new Listed(object.key(), object.size())).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    bucket.delete(names);
  }
}
