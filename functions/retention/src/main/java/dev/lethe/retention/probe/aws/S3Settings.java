package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Reported;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// How buckets keep things, as S3 describes it.
final class S3Settings {

  private static final int NOT_FOUND = 404;

  private final S3Client s3;

  S3Settings(S3Client s3) {
    this.s3 = s3;
  }

  Reported.Bucket of(String bucket) {
    // A bucket that ever kept versions may still have some.
    var versions = s3.getBucketVersioning(get -> get.bucket(bucket)).status();
    return new Reported.Bucket(
        rules(bucket), versions == BucketVersioningStatus.ENABLED, lockDays(bucket));
  }

  private List<Reported.Rule> rules(String bucket) {
    try {
      return s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules().stream()
          .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
          .map(S3Settings::rule)
          .toList();
    } catch (S3Exception e) {
      return none(e);
    }
  }

  /// S3 says of what is not set that it is not found.
  private static List<Reported.Rule> none(S3Exception e) {
    if (e.statusCode() == NOT_FOUND) {
      return List.of();
    }
    throw e;
  }

  private static Reported.Rule rule(LifecycleRule rule) {
    var expiry = rule.expiration();
    var older = rule.noncurrentVersionExpiration();
    var uploads = rule.abortIncompleteMultipartUpload();
    return new Reported.Rule(
        isOfAll(rule),
        expiry == null ? null : expiry.days(),
        older == null ? null : older.noncurrentDays(),
        uploads == null ? null : uploads.daysAfterInitiation());
  }

  @SuppressWarnings("deprecation") // Rules may still be told in this way.
  private static boolean isOfAll(LifecycleRule rule) {
    var filter = rule.filter();
    return isNothing(rule.prefix())
        && (filter == null
            || LifecycleRuleFilter.builder().build().equals(filter)
            || LifecycleRuleFilter.builder().prefix("").build().equals(filter));
  }

  private static boolean isNothing(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").isEmpty();
  }

  private @Nullable Integer lockDays(String bucket) {
    try {
      var lock = s3.getObjectLockConfiguration(get -> get.bucket(bucket)).objectLockConfiguration();
      var rule = lock == null ? null : lock.rule();
      return rule == null || rule.defaultRetention() == null
          ? null
          : rule.defaultRetention().days();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }
}
