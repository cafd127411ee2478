package dev.lethe.retention.aws;

import dev.lethe.retention.Shelf;
import dev.lethe.shared.aws.Bucket;
import java.util.Collection;
import java.util.stream.Stream;

/// A bucket of S3.
public final class S3Shelf implements Shelf {

  private final Bucket bucket;

  public S3Shelf(Bucket bucket) {
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
