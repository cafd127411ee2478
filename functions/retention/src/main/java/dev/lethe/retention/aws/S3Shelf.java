package dev.lethe.retention.aws;

import dev.lethe.retention.Shelf;
import dev.lethe.shared.aws.S3Bucket;
import java.util.Collection;
import java.util.stream.Stream;

/// A bucket of S3.
public final class S3Shelf implements Shelf {

  private final S3Bucket bucket;

  public S3Shelf(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Stream<Kept> objects() {
    return bucket.list("").map(object -> new Kept(object.key(), object.lastModified()));
  }

  @Override
  public void delete(Collection<String> names) {
    bucket.delete(names);
  }
}
