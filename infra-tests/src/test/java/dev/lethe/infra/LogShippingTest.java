package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.LogService;
import dev.lethe.infra.stack.Operator;
import dev.lethe.infra.stack.ShippedLines;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Functions' logs reach an outside service, all of them and nothing else; what it does not take is
/// kept. That nothing of those whose data is sent is in them, `NothingPersonalTest` shows.
class LogShippingTest {

  /// What is personal whoever it is of: e-mail addresses, keys, and addresses but this machine's.
  private static final Pattern PERSONAL =
      Pattern.compile(
          "[\\w.+-]+@[\\w-]+\\.[a-z]{2,}"
              + "|lethe_[a-z]k_[\\w-]{16,}"
              + "|\\b(?!127\\.0\\.0\\.1\\b)\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?!\\.\\d)"
              + "|\\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,7}\\b");

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String bucket = stack.output("UndeliveredLogsBucket");

  @TempDir Path folder;

  /// Something that control, ingest and aggregate log.
  private static void makeThemLog() {
    var tenant = Tenant.enrol("Shipped");
    var sent =
        Api.post(
            "/v1/track",
            "{\"event\":\"Read\",\"anonymousId\":\"d1\"}".getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
    tenant.awaitIntake(1);
  }

  private List<String> names() {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private List<ShippedLines> undelivered() {
    return names().stream()
        .map(name -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asUtf8String())
        .flatMap(object -> ShippedLines.undelivered(object).stream())
        .toList();
  }

  @Test
  void everyLineOfEveryFunctionIsShippedWithTheKeyAndNothingOfOthers() {
    try (var service = LogService.open()) {
      var since = Instant.now();
      makeThemLog();
      var groups =
          service.awaitAllSince(since).stream()
              .map(ShippedLines::group)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(groups)
          .contains(
              "/aws/lambda/lethe-control",
              "/aws/lambda/lethe-ingest",
              "/aws/lambda/lethe-aggregate")
          .allMatch(group -> group.startsWith("/aws/lambda/lethe-"));
      assertThat(service.refused()).isEmpty();
    }
  }

  @Test
  void whatIsNotTakenIsKeptUntilItIsShippedAgain() throws IOException {
    try (var service = LogService.open()) {
      var trusted = Files.writeString(folder.resolve("service.pem"), service.pem()).toString();
      service.goAway();
      var since = Instant.now();
      makeThemLog();
      var logged = LogService.logged(since);
      Await.until(() -> ShippedLines.each(undelivered()).containsAll(logged));
      var kept = Set.copyOf(names());
      assertThat(kept).allMatch(name -> name.startsWith("http-endpoint-failed/"));

      var refused = shipped(trusted);
      assertThat(refused.status()).as(refused.text()).isEqualTo(1);
      assertThat(refused.text()).contains("0 objects shipped", "it answered 503");
      assertThat(names()).containsAll(kept);

      service.comeBack();
      var taken = shipped(trusted);
      assertThat(taken.status()).as(taken.text()).isZero();
      assertThat(names()).doesNotContainAnyElementsOf(kept);
      assertThat(ShippedLines.each(service.taken())).containsAll(logged);
      assertThat(service.refused()).isEmpty();
    }
  }

  private static Operator.Told shipped(String trusted) {
    return Operator.run(Duration.ofMinutes(2), Map.of("AWS_CA_BUNDLE", trusted), "ship-logs");
  }

  /// Whatever tests have sent so far, and however wrong.
  @Test
  void nothingThatIsPersonalWhoeverItIsOfIsInThem() {
    try (var service = LogService.open()) {
      var since = Instant.now();
      makeThemLog();
      var lines = ShippedLines.each(service.awaitAllSince(since));
      lines.addAll(ShippedLines.each(undelivered()));
      var found =
          lines.stream()
              .flatMap(line -> PERSONAL.matcher(line).results().map(MatchResult::group))
              .collect(Collectors.toSet());
      assertThat(found).isEmpty();
      assertThat(
              Stream.of(
                  "a.b@example.com",
                  "10.2.3.4",
                  "2001:db8:0:1:2::3",
                  "lethe_sk_0123456789abcdefXY"))
          .allMatch(text -> PERSONAL.matcher(text).find());
    }
  }
}
