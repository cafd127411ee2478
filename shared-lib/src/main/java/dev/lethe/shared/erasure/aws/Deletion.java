package dev.lethe.shared.erasure.aws;

import java.util.ArrayList;
import java.util.Collection;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Deletes objects of a bucket: all that it is told to, or it fails.
final class Deletion {

  /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
  private static final int OBJECTS_PER_CALL = 1_000;

  private final S3Client s3;
  private final String bucket;

  Deletion(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /// Deletes objects by their names; what is not there any more is deleted, too.
  ///
  /// @throws IllegalStateException if S3 left one
  void of(Collection<String> names) {
    var objects =
        new ArrayList<>(
            names.stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList());
    for (var from = 0; from < objects.size(); from += OBJECTS_PER_CALL) {
      var some = objects.subList(from, Math.min(from + OBJECTS_PER_CALL, objects.size()));
      var answer = s3.deleteObjects(delete -> delete.bucket(bucket).delete(of -> of.objects(some)));
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
