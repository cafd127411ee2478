package dev.lethe.archive.aws;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in S3, whose versions are ETags, with [conditional
/// writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
public final class S3ArchiveObjects implements ArchiveObjects {

  private static final int NOT_FOUND = 404;

  /// Another write of the same name is under way: who comes second is told so.
  private static final int CONFLICT = 409;

  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;

  public S3ArchiveObjects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public boolean create(String name, Bytes content) {
    return put(name, content, request -> request.ifNoneMatch("*"));
  }

  @Override
  public boolean replace(String name, String version, Bytes content) {
    return put(name, content, request -> request.ifMatch(version));
  }

  private boolean put(String name, Bytes content, Consumer<PutObjectRequest.Builder> condition) {
    try {
      s3.putObject(
          put -> put.bucket(bucket).key(name).applyMutation(condition),
          RequestBody.fromBytes(content.toArray()));
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
  public Optional<Stored> read(String name) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name));
      return Optional.of(
          new Stored(found.response().eTag(), Bytes.copyOf(found.asByteArrayUnsafe())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
