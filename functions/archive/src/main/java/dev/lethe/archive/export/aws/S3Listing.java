package dev.lethe.archive.export.aws;

import dev.lethe.archive.export.Listing;
import dev.lethe.shared.aws.Bucket;
import java.util.Collection;
import java.util.List;

/// Lists a bucket of S3.
public final class S3Listing implements Listing {

  private final Bucket bucket;

  public S3Listing(Bucket bucket) {
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
