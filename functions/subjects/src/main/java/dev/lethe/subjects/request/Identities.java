package dev.lethe.subjects.request;

import static java.util.stream.Collectors.joining;

import dev.lethe.shared.address.AddressText;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.Refusal.Reason;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says who a request is about, or refuses it if it does not identify anybody (requirement R7).
final class Identities {

  private static final String NOBODY =
      "subject_identities must say who the subject is, by a %s; an IP address, a time or a name does not identify anybody."
          .formatted(
              Stream.of(IdentityType.values()).map(WireNamed::wireName).collect(joining(", ")));

  /// The types of the specification that no data here is known by (section 5.1).
  private static final Set<String> OF_OTHERS =
      Set.of(
          "android_advertising_id",
          "android_id",
          "fire_advertising_id",
          "ios_advertising_id",
          "ios_vendor_id",
          "microsoft_advertising_id",
          "microsoft_publisher_id",
          "roku_publisher_id",
          "roku_advertising_id");

  /// The formats of the specification that nobody is known by (section 5.2).
  private static final Set<String> WEAK_HASHES = Set.of("sha1", "md5");

  /// What programs write where there is no identifier: many people's, or nobody's.
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "",
          "-",
          "null",
          "undefined",
          "none",
          "n/a",
          "unknown",
          "anonymous",
          "00000000-0000-0000-0000-000000000000");

  /// So that they are known when they come hashed as well.
  private static final Set<String> PLACEHOLDER_HASHES =
      PLACEHOLDERS.stream()
          .map(text -> Identity.of(Identity.Kind.USER, text).sha256())
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;|]+");

  private static final List<DateTimeFormatter> TIMES =
      List.of(DateTimeFormatter.ISO_DATE, DateTimeFormatter.ISO_DATE_TIME);

  private Identities() {}

  /// The identities of a subject: each once, in their order.
  static List<Identity> of(List<RequestForm.StatedIdentity> stated, ApiVersion version)
      throws RequestRefusedException {
    var identities = new LinkedHashSet<Identity>();
    for (var one : stated) {
      identities.add(identity(one, version));
    }
    if (identities.isEmpty()) {
      throw notIdentifying();
    }
    return new ArrayList<>(identities);
  }

  private static Identity identity(RequestForm.StatedIdentity stated, ApiVersion version)
      throws RequestRefusedException {
    var type = type(stated.type(), version);
    var format = format(stated.format());
    var identity =
        switch (format) {
          case RAW -> raw(type, stated.value());
          case SHA256 -> hashed(type, stated.value());
        };
    if (PLACEHOLDER_HASHES.contains(identity.sha256())) {
      throw notIdentifying();
    }
    return identity;
  }

  private static IdentityType type(String name, ApiVersion version) throws RequestRefusedException {
    // What OpenGDPR 0.1.2 called it.
    if (version == ApiVersion.OPENGDPR && name.equals("client_customer_id")) {
      return IdentityType.CONTROLLER_CUSTOMER_ID;
    }
    var found = WireNamed.find(IdentityType.class, name);
    if (found.isEmpty()) {
      throw OF_OTHERS.contains(name)
          ? new RequestRefusedException(
              Reason.UNSUPPORTED,
              "No data here is known by this identity_type. Name the subject by one of: %s."
                  .formatted(names(IdentityType.values())))
          : notIdentifying();
    }
    return found.get();
  }

  private static IdentityFormat format(String name) throws RequestRefusedException {
    var found = WireNamed.find(IdentityFormat.class, name);
    if (found.isEmpty()) {
      throw new RequestRefusedException(
          WEAK_HASHES.contains(name) ? Reason.UNSUPPORTED : Reason.INVALID_VALUE,
          "identity_format must be one of: %s.".formatted(names(IdentityFormat.values())));
    }
    return found.get();
  }

  private static Identity raw(IdentityType type, String value) throws RequestRefusedException {
    if (isPlaceholder(value) || isTime(value) || words(value).anyMatch(Identities::isAddress)) {
      throw notIdentifying();
    }
    if (type == IdentityType.EMAIL && !EMAIL.matcher(value).matches()) {
      throw StrictBody.invalid(
          "identity_value", "an e-mail address, since its identity_type is email");
    }
    return Identity.of(type.kind(), value);
  }

  private static Identity hashed(IdentityType type, String value) throws RequestRefusedException {
    if (!SHA256.matcher(value).matches()) {
      throw StrictBody.invalid(
          "identity_value", "64 hexadecimal digits, since its identity_format is sha256");
    }
    return new Identity(type.kind(), value.toLowerCase(Locale.ROOT));
  }

  private static Stream<String> words(String value) {
    return Stream.concat(Stream.of(value), BETWEEN_WORDS.splitAsStream(value));
  }

  private static boolean isAddress(String word) {
    return AddressText.parse(word).isPresent();
  }

  private static boolean isPlaceholder(String value) {
    return PLACEHOLDERS.contains(value.toLowerCase(Locale.ROOT));
  }

  private static boolean isTime(String value) {
    Predicate<DateTimeFormatter> parses =
        form -> {
          try {
            form.parse(value);
            return true;
          } catch (DateTimeException e) {
            return false;
          }
        };
    return TIMES.stream().anyMatch(parses);
  }

  private static String names(WireNamed[] constants) {
    return Stream.of(constants).map(WireNamed::wireName).collect(joining(", "));
  }

  private static RequestRefusedException notIdentifying() {
    return new RequestRefusedException(Reason.NOT_IDENTIFYING, NOBODY);
  }
}
