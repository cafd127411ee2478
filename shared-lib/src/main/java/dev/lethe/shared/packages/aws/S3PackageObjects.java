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
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Files of packages in S3, whose versions are ETags, with [conditional
/// writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
public final class S3PackageObjects implements PackageObjects {

  private static final int NOT_FOUND = 404;

  /// Another write of the same name is under way: who comes second is told so.
  private static final int CONFLICT = 409;

  private static final int PRECONDITION_FAILED = 412;

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
    try {
      s3.putObject(
          put -> put.bucket(bucket).key(name).ifMatch(version), RequestBody.fromFile(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED
          || e.statusCode() == CONFLICT
          || e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<String> version(String name) {
    try {
      return Optional.of(s3.headObject(head -> head.bucket(bucket).key(name)).eTag());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Bytes> read(String name) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name));
      return Optional.of(Bytes.copyOf(found.asByteArrayUnsafe()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
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
