package dev.lethe.control;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Takes in customers and applications, and makes their first keys.
final class Enrolments {

  private final Enrolment registry;
  private final ApplicationKeys keys;
  private final RequestSecrets secrets;
  private final Peppers peppers;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be cryptographically strong
  Enrolments(Enrolment registry, Ports.Sealing sealing, RandomGenerator random, Clock clock) {
    this.registry = registry;
    this.keys = sealing.keys();
    this.secrets = sealing.secrets();
    this.peppers = sealing.peppers();
    this.random = random;
    this.clock = clock;
  }

  /// A customer that was taken in, and its secret key, to be shown once.
  record NewCustomer(Customer customer, ApiKey secretKey) {}

  /// An application that was taken in, and its write key, to be shown once.
  record NewApplication(Application application, ApiKey writeKey) {}

  /// Takes a customer in. Its first key opens what is personal, and the operator sees it: so it
  /// stands in its register from the beginning.
  ///
  /// @param operator who does, as records call them
  NewCustomer customer(String company, String email, String operator) {
    var customer = new Customer(Ids.next("cus_", random), company, email);
    var key = ApiKey.generate(ApiKey.Kind.SECRET, random);
    var grant = new Grant.Secret(customer.id());
    var issued = IssuedKey.of(key, IssuedKey.FIRST, grant, clock.instant());
    registry.enrol(customer, issued, SeenKey.entry(issued, operator).orElseThrow());
    return new NewCustomer(customer, key);
  }

  /// Takes an application in.
  ///
  /// @return nothing if the customer may have no more
  Optional<NewApplication> application(String customer, String name, Settings settings) {
    var application = new Application(Ids.next("app_", random), customer, name, settings);
    var key = ApiKey.generate(ApiKey.Kind.WRITE, random);
    var pepper = keys.create(application.id());
    // Before anybody can use the application: without the one no request of a subject can be
    // entered, and without the other no right found again when the Vault is lost.
    secrets.make(application.id());
    peppers.keep(application.id(), pepper);
    var grant = new Grant.Write(application.id());
    var isEntered =
        registry.enrol(
            application,
            IssuedKey.of(key, IssuedKey.FIRST, grant, clock.instant()),
            SealedKeyring.first(pepper, () -> keys.create(application.id()), clock.instant()));
    return isEntered ? Optional.of(new NewApplication(application, key)) : Optional.empty();
  }
}
