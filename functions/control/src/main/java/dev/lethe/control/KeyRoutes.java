package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.access.OperatorAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.Bodies;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys: shown without themselves, made, replaced with an overlap, and revoked at once. A key hands
/// on no scope that it has not got; the operator may hand on all, and what opens personal data
/// stands in the register of disclosures then, since the operator has seen it.
final class KeyRoutes {

  /// How long a key that is replaced works on at most, in days: apps that are not updated go on
  /// sending with it.
  static final int LONGEST_OVERLAP = 365;

  private static final int USUAL_OVERLAP = 30;
  private static final String NAME = "name";
  private static final String SCOPE = "scope";
  private static final String OVERLAP = "overlapDays";

  private final OwnApplications applications;
  private final Customers customers;
  private final Keys keys;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be cryptographically strong
  KeyRoutes(Ports ports, RandomGenerator random, Clock clock) {
    this.applications = ports.applications();
    this.customers = ports.customers();
    this.keys = ports.keys();
    this.random = random;
    this.clock = clock;
  }

  Map<String, Route> routes() {
    var all = new HashMap<String, Route>();
    all.putAll(below("/v1/apps/{app}/keys", this::application));
    all.putAll(below("/v1/keys", this::caller));
    all.putAll(below("/v1/customers/{customer}/keys", this::customer));
    return all;
  }

  private Map<String, Route> below(String path, Owners owners) {
    return Map.of(
        "GET " + path, event -> list(owners.of(event)),
        "POST " + path, event -> make(owners.of(event), event),
        "POST " + path + "/{key}/rotation", event -> rotate(owners.of(event), event),
        "DELETE " + path + "/{key}", event -> revoke(owners.of(event), event));
  }

  /// Finds whose keys a request is about.
  @FunctionalInterface
  private interface Owners {
    Owner of(APIGatewayProxyRequestEvent event) throws RefusedException;
  }

  /// Whose keys a request is about.
  ///
  /// @param id of the application or the customer
  /// @param mayGrant what whoever asks may hand on; empty if they are keys without scopes
  /// @param operator what whoever asks is called in records, if that is the operator
  private record Owner(
      ApiKey.Kind kind, String id, Set<Scope> mayGrant, Optional<String> operator) {

    Grant grant(Set<Scope> scopes) {
      return switch (kind) {
        case WRITE -> new Grant.Write(id);
        case SECRET -> new Grant.Secret(id, scopes);
      };
    }
  }

  private Owner application(APIGatewayProxyRequestEvent event) throws RefusedException {
    var application = applications.named(event).application();
    return new Owner(ApiKey.Kind.WRITE, application.id(), Set.of(), Optional.empty());
  }

  private Owner caller(APIGatewayProxyRequestEvent event) throws RefusedException {
    var caller = applications.caller(event);
    return new Owner(ApiKey.Kind.SECRET, caller.customer(), caller.scopes(), Optional.empty());
  }

  private Owner customer(APIGatewayProxyRequestEvent event) throws RefusedException {
    var operator = OperatorAccess.caller(event);
    return customers
        .find(OwnApplications.path(event).getOrDefault("customer", ""))
        .map(customer ->
            new Owner(ApiKey.Kind.SECRET, customer.id(), Scope.ALL, Optional.of(operator)))
        .orElseThrow(KeyRoutes::notFound);
  }

  private List<IssuedKey> of(Owner owner) {
    return switch (owner.kind()) {
      case WRITE -> keys.ofApplication(owner.id());
      case SECRET -> keys.ofCustomer(owner.id());
    };
  }

  private APIGatewayProxyResponseEvent list(Owner owner) {
    var found = of(owner);
    return Responses.json(
        200,
        json -> {
          json.writeArrayFieldStart("keys");
          for (var key : found) {
            json.writeStartObject();
            KeyText.write(key, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private APIGatewayProxyResponseEvent make(Owner owner, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var hasScopes = owner.kind() == ApiKey.Kind.SECRET;
    var form = Form.read(Bodies.of(event), hasScopes ? Set.of(NAME, SCOPE) : Set.of(NAME));
    var scopes = hasScopes ? scopes(form.text(SCOPE)) : Set.<Scope>of();
    mayGrant(owner, scopes);
    var key = ApiKey.generate(owner.kind(), random);
    var issued = IssuedKey.of(key, form.text(NAME), owner.grant(scopes), clock.instant());
    dropExpired(owner);
    if (!keys.add(issued, disclosure(owner, issued))) {
      throw tooMany();
    }
    return shownOnce(key, issued);
  }

  private APIGatewayProxyResponseEvent rotate(Owner owner, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var form = Form.read(Bodies.of(event), Set.of(), Set.of(OVERLAP));
    var overlap = Duration.ofDays(form.number(OVERLAP, 0, LONGEST_OVERLAP, USUAL_OVERLAP));
    var before = named(owner, event);
    var now = clock.instant();
    if (before.expires() != null) {
      throw new RefusedException(
          Problem.conflict(
              "This key is replaced already. Make another one, or replace the one that follows it."));
    }
    if (before.grant() instanceof Grant.Secret(var ignored, var scopes)) {
      mayGrant(owner, scopes);
    }
    var key = ApiKey.generate(owner.kind(), random);
    var after = IssuedKey.of(key, before.name(), before.grant(), now);
    dropExpired(owner);
    if (!keys.replace(before, after, now.plus(overlap), disclosure(owner, after))) {
      throw tooMany();
    }
    return shownOnce(key, after);
  }

  /// What is entered with a key that the operator has seen, if it opens what is personal.
  private static @Nullable DisclosureEntry disclosure(Owner owner, IssuedKey key) {
    return owner.operator().flatMap(operator -> SeenKey.entry(key, operator)).orElse(null);
  }

  private APIGatewayProxyResponseEvent revoke(Owner owner, APIGatewayProxyRequestEvent event)
      throws RefusedException {
    var key = named(owner, event);
    var now = clock.instant();
    keys.revoke(key, now);
    return Responses.json(
        200,
        json -> {
          KeyText.write(key, json);
          json.writeStringField("revoked", now.toString());
        });
  }

  private IssuedKey named(Owner owner, APIGatewayProxyRequestEvent event) throws RefusedException {
    var id = OwnApplications.path(event).getOrDefault("key", "");
    return of(owner).stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(KeyRoutes::notFound);
  }

  private static Set<Scope> scopes(String text) throws RefusedException {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : text.split(" +", -1)) {
      scopes.add(
          WireNamed.find(Scope.class, name)
              .orElseThrow(() ->
                  RefusedException.badRequest(
                      "The field scope must be one or more of these, with spaces between them: "
                          + Arrays.stream(Scope.values())
                              .map(Scope::wireName)
                              .collect(Collectors.joining(", "))
                          + ".")));
    }
    return scopes;
  }

  private static void mayGrant(Owner owner, Set<Scope> scopes) throws RefusedException {
    for (var scope : scopes) {
      if (!owner.mayGrant().contains(scope)) {
        throw new RefusedException(Problem.outOfScope(scope.wireName()));
      }
    }
  }

  /// Those that grant nothing any more make room.
  private void dropExpired(Owner owner) {
    var now = clock.instant();
    of(owner).stream().filter(key -> key.hasExpired(now)).forEach(key -> keys.revoke(key, now));
  }

  private static APIGatewayProxyResponseEvent shownOnce(ApiKey key, IssuedKey issued) {
    return Responses.json(
        201,
        json -> {
          KeyText.write(issued, json);
          json.writeStringField("key", key.reveal());
        });
  }

  private static RefusedException tooMany() {
    return new RefusedException(
        Problem.conflict(
            "There are %d keys at most, and no key is made while another call changes the same. Look at the list, and revoke one or try again."
                .formatted(Keys.MOST)));
  }

  private static RefusedException notFound() {
    return new RefusedException(Problem.notFound());
  }
}
