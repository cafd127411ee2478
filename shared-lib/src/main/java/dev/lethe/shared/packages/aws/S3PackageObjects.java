package dev.lethe.shared.packages.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.packages.PackageObjects;
import dev.lethe.shared.record.Bytes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Files of packages in S3.
public final class S3PackageObjects implements PackageObjects {

  private final S3Client s3;
  private final String bucket;
  private final S3Bucket objects;

  public S3PackageObjects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.objects = new S3Bucket(s3, bucket);
  }

  @Override
  public String put(String name, Bytes content) {
    return s3.putObject(
            put -> put.bucket(bucket).key(name), RequestBody.fromBytes(content.toArray()))
        .eTag();
  }

  @Override
  public boolean replace(String name, String version, Path content) {
    return objects.replace(name, version, RequestBody.fromFile(content));
  }

  @Override
  public Optional<String> version(String name) {
    return objects.version(name);
  }

  @Override
  public Optional<Bytes> read(String name) {
    return objects.read(name).map(S3Bucket.Stored::content);
  }

  @Override
  public List<String> list(String prefix) {
    return objects.list(prefix).map(S3Object::key).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    objects.delete(names);
  }
}
