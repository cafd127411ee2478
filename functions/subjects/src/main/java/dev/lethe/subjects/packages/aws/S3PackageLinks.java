package dev.lethe.subjects.packages.aws;

import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.packages.Issues;
import dev.lethe.subjects.packages.Packages;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// [Presigned
/// URLs](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html) of
/// packages that can be had, and are there: who is erased takes theirs along. None is good for
/// longer than the package may be had.
public final class S3PackageLinks implements Packages {

  private static final Duration VALID = Duration.ofMinutes(15);

  private final Issues issues;
  private final AccessPackages packages;
  private final S3Presigner presigner;
  private final String bucket;
  private final Clock clock;

  public S3PackageLinks(
      Issues issues, AccessPackages packages, S3Presigner presigner, String bucket, Clock clock) {
    this.issues = issues;
    this.packages = packages;
    this.presigner = presigner;
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public Optional<URI> link(String customer, String app, UUID request) {
    var id = new CaseId(app, request);
    return issues
        .issued(customer, request)
        .map(at -> Duration.between(clock.instant(), at.plus(DynamoIssues.KEPT)))
        .filter(left -> left.toSeconds() > 0 && packages.isThere(id))
        .map(left -> link(id, left.compareTo(VALID) < 0 ? left : VALID));
  }

  private URI link(CaseId id, Duration valid) {
    var presigned =
        presigner.presignGetObject(presign ->
            presign
                .signatureDuration(valid)
                .getObjectRequest(get ->
                    get.bucket(bucket)
                        .key(AccessPackages.whole(id))
                        .responseContentType("application/zip")
                        .responseContentDisposition(
                            "attachment; filename=\"" + id.request() + ".zip\"")));
    return URI.create(presigned.url().toString());
  }
}
