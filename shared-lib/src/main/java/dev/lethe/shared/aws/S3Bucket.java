package dev.lethe.shared.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket of S3, whose objects are listed and deleted however many they are.
public final class S3Bucket {

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
