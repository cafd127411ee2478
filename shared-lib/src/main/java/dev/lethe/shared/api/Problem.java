package dev.lethe.shared.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a request of a customer or an operator is refused (RFC 9457, section 3).
///
/// @param status the HTTP status
/// @param code stable, for programs: `unknown-key`
/// @param title the same for every problem of the code
/// @param detail what is wrong here and what to do
/// @param retryAfter after which time the same request may do better; nothing if it never does
public record Problem(
    int status, String code, String title, String detail, @Nullable Duration retryAfter) {

  private Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, null);
  }

  /// No key, or none of ours.
  public static Problem unauthorized() {
    return new Problem(
        401,
        "unauthorized",
        "Not authorised",
        "Send a secret key of yours in the header: Authorization: Bearer lethe_sk_…");
  }

  /// A key of ours that may not do this.
  public static Problem outOfScope(String scope) {
    return new Problem(
        403,
        "out-of-scope",
        "Out of scope",
        "This needs a secret key with the scope " + scope + ". Send one that has it.");
  }

  /// A customer that the operator has suspended.
  public static Problem suspended() {
    return new Problem(
        403,
        "suspended",
        "Suspended",
        "The operator has suspended your account. Requests of subjects, exports, audits and disclosures are served. Ask the operator.");
  }

  /// Nothing there that the key opens.
  public static Problem notFound() {
    return new Problem(404, "not-found", "Not found", "There is nothing of yours at this path.");
  }

  /// A request that says something that cannot be done.
  public static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "Bad request", detail);
  }

  /// A request that cannot be done as things are now.
  public static Problem conflict(String detail) {
    return new Problem(409, "conflict", "Conflict", detail);
  }

  /// An application that has ended.
  public static Problem terminated() {
    return new Problem(
        410,
        "terminated",
        "Terminated",
        "This application has ended. Ask for /termination below its path how far its end is, and for its receipt.");
  }

  /// A request that came too often.
  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem(429, "too-many", "Too many requests", detail, retryAfter);
  }

  /// What is signed needs the operator's certificate, and there is none yet that is valid.
  public static Problem notCertified() {
    return new Problem(
        503,
        "not-certified",
        "Not certified",
        "The operator has no valid certificate for signing answers here. Send the same request again when they have one.",
        Responses.RETRY_AFTER);
  }

  /// A failure of ours; nothing was done, and trying again may help.
  public static Problem unavailable() {
    return new Problem(
        503,
        "unavailable",
        "Unavailable",
        "This did not work just now. Try again in a moment.",
        Responses.RETRY_AFTER);
  }
}
