package dev.lethe.shared.erasure.aws;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.lane.aws.FailureFolder;
import java.util.Arrays;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What the failures bucket holds of a label: records that were passed over. What Lambda itself
/// keeps there of deliveries that it gave up on is of many subjects, names none, and ends with its
/// lifetime.
public final class SubjectFailures implements SubjectCopies {

  private final S3Client s3;
  private final String bucket;
  private final Deletion deletion;

  public SubjectFailures(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.deletion = new Deletion(s3, bucket);
  }

  @Override
  public long erase(String app, String label) {
    return Arrays.stream(FailureFolder.values()).mapToLong(folder -> erase(folder.of(label))).sum();
  }

  private long erase(String prefix) {
    var names =
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
            .map(S3Object::key)
            .toList();
    deletion.of(names);
    return names.size();
  }
}
