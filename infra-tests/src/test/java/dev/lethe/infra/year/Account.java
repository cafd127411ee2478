package dev.lethe.infra.year;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// An application, what its devices sent, and what of it may be there at a time.
///
/// @param retention for how many days it keeps data
/// @param sent what came, in the order in which it came
record Account(Tenant tenant, int retention, List<Sent> sent) {

  /// How long entries of the Ledger last after the day they are of, and hours after theirs.
  private static final int COUNTED = 90;

  /// An event.
  record Sent(String device, String id, Instant came) {

    LocalDate day() {
      return LocalDate.ofInstant(came, ZoneOffset.UTC);
    }
  }

  /// Another application of a customer.
  static Account of(Tenant customer, int retention) {
    var form = "{\"name\":\"Year\",\"retentionDays\":%d}".formatted(retention);
    var app =
        Api.post(
                "/v1/apps",
                form.getBytes(StandardCharsets.UTF_8),
                GatewayEvents.bearer(customer.secretKey()))
            .json();
    var tenant =
        new Tenant(
            customer.customerId(),
            customer.secretKey(),
            app.path("appId").asText(),
            app.path("writeKey").asText());
    return new Account(tenant, retention, new ArrayList<>());
  }

  /// What events may be shown, by what their lines in an export say.
  Set<String> shown(Instant now) {
    return sent.stream()
        .filter(event -> now.isBefore(event.came().plusSeconds(retention * 86_400L)))
        .map(Sent::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// When the events came whose lines a sweep leaves: it goes by the day.
  List<Instant> archived(LocalDate today) {
    return sent.stream()
        .filter(event -> today.isBefore(event.day().plusDays(retention + 1L)))
        .map(Sent::came)
        .sorted()
        .toList();
  }

  /// The days that the Ledger may hold of a device.
  Set<LocalDate> entered(String device, LocalDate today) {
    return sent.stream()
        .filter(event -> event.device().equals(device))
        .map(Sent::day)
        .filter(day -> today.isBefore(day.plusDays(COUNTED + 1L)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// How many events each day had.
  Map<LocalDate, Long> counted() {
    return sent.stream()
        .collect(Collectors.groupingBy(Sent::day, TreeMap::new, Collectors.counting()));
  }

  /// The same of the days whose hours may be told.
  Map<LocalDate, Long> countedByHour(LocalDate today) {
    var counted = new TreeMap<>(counted());
    counted.keySet().removeIf(day -> !today.isBefore(day.plusDays(COUNTED)));
    return counted;
  }
}
