package dev.lethe.control;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Takes in customers and applications, and makes their first keys.
final class Enrolments {

  /// Enough that ids are never met by chance nor guessed.
  private static final int ID_BYTES = 12;

  private final Enrolment registry;
  private final ApplicationKeys keys;
  private final RequestSecrets secrets;
  private final Peppers peppers;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be cryptographically strong
  Enrolments(
      Enrolment registry,
      ApplicationKeys keys,
      RequestSecrets secrets,
      Peppers peppers,
      RandomGenerator random,
      Clock clock) {
    this.registry = registry;
    this.keys = keys;
    this.secrets = secrets;
    this.peppers = peppers;
    this.random = random;
    this.clock = clock;
  }

  /// A customer that was taken in, and its secret key, to be shown once.
  record NewCustomer(Customer customer, ApiKey secretKey) {}

  /// An application that was taken in, and its write key, to be shown once.
  record NewApplication(Application application, ApiKey writeKey) {}

  NewCustomer customer(String company, String email) {
    var customer = new Customer(newId("cus_"), company, email);
    var key = ApiKey.generate(ApiKey.Kind.SECRET, random);
    registry.enrol(customer, key);
    return new NewCustomer(customer, key);
  }

  NewApplication application(String customer, String name, Settings settings) {
    var application = new Application(newId("app_"), customer, name, settings);
    var key = ApiKey.generate(ApiKey.Kind.WRITE, random);
    var pepper = keys.create(application.id());
    // Before anybody can use the application: without the one no request of a subject can be
    // entered, and without the other no right found again when the Vault is lost.
    secrets.make(application.id());
    peppers.keep(application.id(), pepper);
    registry.enrol(application, key, newKeyring(application.id(), pepper));
    return new NewApplication(application, key);
  }

  private SealedKeyring newKeyring(String application, Bytes pepper) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return SealedKeyring.first(pepper, keys.create(application), today);
  }

  private String newId(String prefix) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
