package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.screenshot.Uploads.Upload;
import java.time.Duration;
import java.time.Instant;

/// What became of a request about a screenshot.
sealed interface Outcome {

  /// It may be uploaded.
  ///
  /// @param id to be shown when it was
  /// @param expires until when the upload must have begun
  record Offered(String id, Upload upload, Instant expires) implements Outcome {}

  /// The upload was looked at, and nothing more is to be done. Of whom something is forbidden, or
  /// erased, nothing is kept, and nobody is told.
  ///
  /// @param fate what came of it, to be counted and not to be told
  record Completed(Fate fate) implements Outcome {}

  /// What came of an upload.
  enum Fate {
    KEPT,
    SUPPRESSED,
    REPEATED
  }

  /// Nothing was taken.
  sealed interface Refused extends Outcome {}

  /// The body is not what the call takes.
  record Malformed(String detail) implements Refused {}

  /// It is older than anything is taken.
  record TooOld() implements Refused {}

  /// It names a user alone, and the application takes no users.
  record NeedsUsers() implements Refused {}

  /// No write key, or none of ours.
  record UnknownKey() implements Refused {}

  /// The application has ended, and takes nothing any more.
  record Terminated() implements Refused {}

  /// The operator has suspended whose application it is.
  record Suspended() implements Refused {}

  /// The application takes no screenshots.
  record FeatureOff() implements Refused {}

  /// No upload with this id was offered to this application for what the body says.
  record NotOffered() implements Refused {}

  /// There is no upload yet.
  record NotUploaded() implements Refused {}

  /// It was offered too long ago.
  record Expired() implements Refused {}

  /// More than one request, or one screenshot, may be.
  record TooLarge(String detail) implements Refused {}

  /// What was uploaded is not what was said, or no picture.
  record Unfit(String why) implements Refused {}

  /// The key asks for too many uploads, or brings too many new subjects.
  ///
  /// @param retryAfter when to send it again
  record Throttled(Duration retryAfter) implements Refused {}

  /// Nothing is lost if the same request comes again.
  record TryAgain() implements Refused {}

  /// What it is counted as; of what is refused, what its sender is told, which never changes its
  /// meaning.
  default String code() {
    return switch (this) {
      case Offered ignored -> "offered";
      case Completed(var fate) ->
          switch (fate) {
            case KEPT -> "kept";
            case SUPPRESSED -> "suppressed";
            case REPEATED -> "repeated";
          };
      case Malformed ignored -> "malformed";
      case TooOld() -> "too_old";
      case NeedsUsers() -> "needs_end_user_identifier";
      case UnknownKey() -> "unknown_key";
      case Terminated() -> "terminated";
      case Suspended() -> "suspended";
      case FeatureOff() -> "feature_off";
      case NotOffered() -> "not_found";
      case NotUploaded() -> "not_uploaded";
      case Expired() -> "expired";
      case TooLarge ignored -> "too_large";
      case Unfit ignored -> "unfit_picture";
      case Throttled ignored -> "throttled";
      case TryAgain() -> "unavailable";
    };
  }
}
