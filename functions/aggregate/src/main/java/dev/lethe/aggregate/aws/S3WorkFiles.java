package dev.lethe.aggregate.aws;

import dev.lethe.aggregate.restore.WorkFiles;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A restore's files in a bucket of S3.
public final class S3WorkFiles implements WorkFiles {

  private final S3Bucket bucket;

  public S3WorkFiles(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public void keep(String name, Bytes content) {
    bucket.create(name, RequestBody.fromBytes(content.toArray()));
  }

  @Override
  public Optional<Bytes> read(String name) {
    return bucket.read(name).map(S3Bucket.Stored::content);
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
