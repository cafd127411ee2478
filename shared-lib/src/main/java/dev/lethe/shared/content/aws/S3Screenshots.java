package dev.lethe.shared.content.aws;

import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.Screenshots;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The screenshots' bucket: sealed objects without metadata, named by whose they are.
public final class S3Screenshots implements Screenshots, SubjectCopies {

  /// As many as one call lists and deletes
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>).
  private static final int OBJECTS_PER_CALL = 1_000;

  private final S3Client s3;
  private final String bucket;
  private final int page;

  public S3Screenshots(S3Client s3, String bucket) {
    this(s3, bucket, OBJECTS_PER_CALL);
  }

  /// @param page how many are listed and deleted at a time
  public S3Screenshots(S3Client s3, String bucket, int page) {
    this.s3 = s3;
    this.bucket = bucket;
    this.page = page;
  }

  @Override
  public void keep(ScreenshotName name, Bytes sealed) {
    s3.putObject(
        put -> put.bucket(bucket).key(name.key()), RequestBody.fromBytes(sealed.toArray()));
  }

  @Override
  public void delete(ScreenshotName name) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(name.key()));
  }

  @Override
  public long erase(String app, String label) {
    var prefix = ScreenshotName.prefix(app, label);
    var deleted = 0L;
    var found = list(prefix);
    while (!found.isEmpty()) {
      delete(found);
      deleted += found.size();
      found = list(prefix);
    }
    return deleted;
  }

  private List<S3Object> list(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(page)).contents();
  }

  private void delete(List<S3Object> found) {
    var names =
        found.stream().map(object -> ObjectIdentifier.builder().key(object.key()).build()).toList();
    var answer =
        s3.deleteObjects(
            delete -> delete.bucket(bucket).delete(all -> all.objects(names).quiet(true)));
    if (!answer.errors().isEmpty()) {
      throw new IllegalStateException(
          "S3 did not delete " + answer.errors().size() + " of " + found.size() + " screenshots.");
    }
  }
}
