package dev.lethe.shared.erasure.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.lane.aws.FailureFolder;
import java.util.Arrays;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What the failures bucket holds of a label: records that were passed over. What Lambda itself
/// keeps there of deliveries that it gave up on is of many subjects, names none, and ends with its
/// lifetime.
public final class SubjectFailures implements SubjectCopies {

  private final S3Bucket bucket;

  public SubjectFailures(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public long erase(String app, String label) {
    return Arrays.stream(FailureFolder.values()).mapToLong(folder -> erase(folder.of(label))).sum();
  }

  private long erase(String prefix) {
    var names = bucket.list(prefix).map(S3Object::key).toList();
    bucket.delete(names);
    return names.size();
  }
}
