package dev.lethe.shared.erasure.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.lane.aws.FailureFolder;
import java.util.Arrays;
import java.util.List;
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
  public long count(String app, String label) {
    return names(label).size();
  }

  @Override
  public long erase(String app, String label) {
    var names = names(label);
    bucket.delete(names);
    return names.size();
  }

  private List<String> names(String label) {
    return Arrays.stream(FailureFolder.values())
        .flatMap(folder -> bucket.list(folder.of(label)))
        .map(S3Object::key)
        .toList();
  }
}
