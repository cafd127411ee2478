package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Papers;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Papers in a bucket of S3.
public final class S3Papers implements Papers {

  private final S3Bucket bucket;

  public S3Papers(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Optional<Paper> read(String name) {
    return bucket.read(name).map(found -> new Paper(found.version(), found.content()));
  }

  @Override
  public boolean create(String name, Bytes content) {
    return bucket.create(name, RequestBody.fromBytes(content.toArray()));
  }

  @Override
  public boolean replace(String name, String version, Bytes content) {
    return bucket.replace(name, version, RequestBody.fromBytes(content.toArray()));
  }

  @Override
  public List<String> names(String prefix) {
    return bucket.list(prefix).map(S3Object::key).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    bucket.delete(names);
  }
}
