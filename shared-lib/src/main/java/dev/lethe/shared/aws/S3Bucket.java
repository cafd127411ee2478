package dev.lethe.shared.aws;

import dev.lethe.shared.record.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket of S3, whose objects are listed and deleted however many they are, and written on
/// [conditions](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html) over
/// their versions, which are ETags.
public final class S3Bucket {

  private static final int NOT_FOUND = 404;

  /// Another write of the same name is under way: who comes second is told so.
  private static final int CONFLICT = 409;

  private static final int PRECONDITION_FAILED = 412;

  /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
  private static final int OBJECTS_PER_CALL = 1_000;

  private final S3Client s3;
  private final String name;

  public S3Bucket(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
  }

  /// The objects whose names begin so, in the order of their names, page by page.
  public Stream<S3Object> list(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream();
  }

  /// Writes an object, unless there is one of its name.
  ///
  /// @return whether it was written
  public boolean create(String key, RequestBody content) {
    return put(key, content, request -> request.ifNoneMatch("*"));
  }

  /// Writes an object over a version of it.
  ///
  /// @return whether it was written; not if it is of another version by now, or gone
  public boolean replace(String key, String version, RequestBody content) {
    return put(key, content, request -> request.ifMatch(version));
  }

  private boolean put(
      String key, RequestBody content, Consumer<PutObjectRequest.Builder> condition) {
    try {
      s3.putObject(put -> put.bucket(name).key(key).applyMutation(condition), content);
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

  /// The version of an object; nothing if there is none.
  public Optional<String> version(String key) {
    try {
      return Optional.of(s3.headObject(head -> head.bucket(name).key(key)).eTag());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// An object's content, and its version.
  public record Stored(String version, Bytes content) {}

  /// An object as it is; nothing if there is none.
  public Optional<Stored> read(String key) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(name).key(key));
      return Optional.of(
          new Stored(found.response().eTag(), Bytes.copyOf(found.asByteArrayUnsafe())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// Deletes objects by their names; what is not there any more is deleted, too.
  ///
  /// @throws IllegalStateException if S3 left one
  public void delete(Collection<String> names) {
    var objects =
        new ArrayList<>(
            names.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList());
    for (var from = 0; from < objects.size(); from += OBJECTS_PER_CALL) {
      var some = objects.subList(from, Math.min(from + OBJECTS_PER_CALL, objects.size()));
      var answer = s3.deleteObjects(delete -> delete.bucket(name).delete(of -> of.objects(some)));
      // It answers 200 whatever it left, and why stands beside the objects' names.
      if (!answer.errors().isEmpty()) {
        throw new IllegalStateException(
            "S3 left %d objects: %s"
                .formatted(
                    answer.errors().size(),
                    answer.errors().stream().map(error -> error.code()).distinct().toList()));
      }
    }
  }
}
