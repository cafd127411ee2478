package dev.lethe.subjects.request;

import static java.util.stream.Collectors.joining;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.subjects.request.Refusal.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what a customer asks for a subject: `POST /v2/requests` and `/v1/opengdpr_requests`.
public final class RequestReader {

  /// UUIDs of version 4 in lower case, as the specification writes them (section 1.1).
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /// RFC 3339, section 5.6.
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private static final Pattern APPLICATION = Pattern.compile("app_[A-Za-z0-9_-]{1,64}");

  private final String domain;
  private final Clock clock;

  /// @param domain of the processor, which is the key of our own extension
  public RequestReader(String domain, Clock clock) {
    this.domain = domain;
    this.clock = clock;
  }

  /// Reads a body.
  ///
  /// @param version of the route that it came on
  /// @throws RequestRefusedException if it is no request that can be served
  public SubjectRequest read(byte[] body, ApiVersion version) throws RequestRefusedException {
    var form = RequestForm.read(body, version, domain);
    checkVersion(form, version);
    var type = word(RequestForm.TYPE, RequestType.class, form.needed(RequestForm.TYPE));
    return new SubjectRequest(
        regulation(form),
        id(form.needed(RequestForm.ID)),
        type,
        submitted(form.needed(RequestForm.SUBMITTED)),
        Identities.of(form.identities(), version),
        CallbackUrls.of(form.callbacks(), form.identities()),
        application(form),
        purposes(type, form.extension().purposes()),
        corrections(type, form.extension().corrections()));
  }

  private static void checkVersion(RequestForm form, ApiVersion version)
      throws RequestRefusedException {
    var asked = form.find(RequestForm.API_VERSION);
    if (asked.isPresent() && !version.answersFor(asked.get())) {
      throw new RequestRefusedException(
          Reason.UNSUPPORTED,
          "This route speaks api_version %s. The routes are /v2/requests and /v1/opengdpr_requests."
              .formatted(version.number()));
    }
  }

  private static Regulation regulation(RequestForm form) throws RequestRefusedException {
    var named = form.find(RequestForm.REGULATION);
    return named.isEmpty()
        ? Regulation.GDPR
        : word(RequestForm.REGULATION, Regulation.class, named.get());
  }

  private static UUID id(String text) throws RequestRefusedException {
    if (!ID.matcher(text).matches()) {
      throw StrictBody.invalid(RequestForm.ID, "a UUID of version 4 in lower case");
    }
    return UUID.fromString(text);
  }

  private Instant submitted(String text) throws RequestRefusedException {
    if (TIME.matcher(text).matches()) {
      try {
        var time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        if (!time.isAfter(clock.instant().plus(RequestLimits.CLOCK_SKEW))) {
          return time;
        }
        throw StrictBody.invalid(RequestForm.SUBMITTED, "in the past");
      } catch (DateTimeException e) {
        // Told below, with the form that is right.
      }
    }
    throw StrictBody.invalid(
        RequestForm.SUBMITTED, "a time of RFC 3339, such as 2026-11-24T12:00:00Z");
  }

  private static @Nullable String application(RequestForm form) throws RequestRefusedException {
    var stated =
        Stream.of(form.find(RequestForm.PROPERTY), Optional.ofNullable(form.extension().app()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (stated.isEmpty()) {
      return null;
    }
    if (stated.size() > 1 || !APPLICATION.matcher(stated.getFirst()).matches()) {
      throw StrictBody.invalid(
          Extension.APPLICATION, "the id of one application of yours: app_ and what follows it");
    }
    return stated.getFirst();
  }

  private static Set<Purpose> purposes(RequestType type, @Nullable List<String> named)
      throws RequestRefusedException {
    if (!type.isAboutPurposes()) {
      if (named != null) {
        throw StrictBody.invalid(
            Extension.PURPOSES, "left out: only objections and withdrawals are about purposes");
      }
      return Set.of();
    }
    if (named == null) {
      return EnumSet.allOf(Purpose.class);
    }
    var purposes = EnumSet.noneOf(Purpose.class);
    for (var name : named) {
      purposes.add(word("Each of " + Extension.PURPOSES, Purpose.class, name));
    }
    if (purposes.isEmpty()) {
      throw StrictBody.invalid(Extension.PURPOSES, "left out, which is all, or name one");
    }
    return purposes;
  }

  private static List<Correction> corrections(RequestType type, List<Correction> stated)
      throws RequestRefusedException {
    if (type == RequestType.RECTIFICATION && stated.isEmpty()) {
      throw new RequestRefusedException(
          Reason.MISSING_FIELD,
          "A rectification needs corrections in our extension: attributes and their right values.");
    }
    if (type != RequestType.RECTIFICATION && !stated.isEmpty()) {
      throw StrictBody.invalid(
          Extension.CORRECTIONS, "left out: only a rectification corrects something");
    }
    return stated;
  }

  /// The constant that a text names.
  static <E extends Enum<E> & WireNamed> E word(String where, Class<E> constants, String text)
      throws RequestRefusedException {
    var found = WireNamed.find(constants, text);
    if (found.isEmpty()) {
      throw StrictBody.invalid(
          where,
          "one of: "
              + Stream.of(constants.getEnumConstants())
                  .map(WireNamed::wireName)
                  .collect(joining(", ")));
    }
    return found.get();
  }
}
