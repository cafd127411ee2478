package dev.lethe.retention.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectFormsTest {

  private static final Instant WRITTEN = Instant.parse("2026-11-24T12:00:00Z");

  private static Seen read(Place place, String name) {
    return ObjectForms.read(place, new ObjectSeen(name, 7, WRITTEN, ObjectSeen.State.CURRENT));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ARCHIVE, lines/day=2026-11-20/hour=05/30-000000000003-49.parquet, lines, -, 2026-11-20T00:00:00Z, 2026-12-21T00:00:00Z",
        "SCREENSHOTS, screenshots/app_1/label/7-one, screenshots, app_1, 2026-11-24T12:00:00Z, 2026-12-01T12:00:00Z",
        "QUARANTINE, uploads/random, uploads, -, 2026-11-24T12:00:00Z, 2026-11-25T12:00:00Z",
        "FAILURES, undecodable/nobody/000000000003/49, passed_over, -, 2026-11-24T12:00:00Z, 2026-12-24T12:00:00Z",
        "FAILURES, aws/lambda/x, given_up, -, 2026-11-24T12:00:00Z, 2026-12-24T12:00:00Z",
        "EXPORTS, files/app_1/2026-12-02/exp_1/part-00001.ndjson.gz, exported, app_1, 2026-11-24T00:00:00Z, 2026-12-02T00:00:00Z",
        "EXPORTS, packages/app_1/whole/r.zip, packages, app_1, 2026-11-24T12:00:00Z, 2026-12-01T12:00:00Z",
        "QUERY_RESULTS, anything.csv, results, -, 2026-11-24T12:00:00Z, 2026-11-25T12:00:00Z",
        "AUDITS, work/run/plan.json, work, -, 2026-11-24T12:00:00Z, 2026-11-25T12:00:00Z",
        "AUDITS, audits/app_1/aud_1.json, audits, app_1, 2026-11-24T12:00:00Z, 2028-12-23T12:00:00Z",
        "EDGE_LOGS, E1.2026-11-24-12.abc.gz, lines, -, 2026-11-24T12:00:00Z, 2028-11-24T12:00:00Z",
        "UNDELIVERED_LOGS, http-endpoint-failed/2026/11/24/12/lethe-logs-1-2026-11-24-12-00-00-6f, lines, -, 2026-11-24T12:00:00Z, 2027-01-23T12:00:00Z"
      })
  void aNameSaysWhatItIsWhoseAndUntilWhen(
      Place place, String name, String kind, String app, Instant since, Instant due) {
    assertThat(read(place, name))
        .isEqualTo(new Seen(Kinds.of(place, kind), app, since, null, due, 7L));
  }

  @ParameterizedTest
  @CsvSource({
    "ARCHIVE, lines/somewhere",
    "ARCHIVE, lines/day=2026-13-45/hour=05/30-1.parquet",
    "ARCHIVE, other/day=2026-11-20/hour=05/30-1.parquet",
    "SCREENSHOTS, screenshots/app_1/label/one",
    "FAILURES, undecodable/x",
    "RECEIPTS, elsewhere/1.json",
    "UNDELIVERED_LOGS, elsewhere/1",
    "VAULT, an-item"
  })
  void whatNoRuleKnowsIsUnknown(Place place, String name) {
    var seen = read(place, name);
    assertThat(seen.kind()).isEqualTo(Kinds.unknown(place));
    assertThat(Breach.of(seen.kind(), Amount.of(seen, WRITTEN)))
        .extracting(Breach::says)
        .containsExactly("no rule knows what this is");
  }

  @Test
  void anOlderVersionMayBeLeftOfAReceiptForADayAndOfNothingElseAtAll() {
    var older = new ObjectSeen("receipts/c/1.json", 7, WRITTEN, ObjectSeen.State.OLDER);
    assertThat(ObjectForms.read(Place.RECEIPTS, older).due())
        .isEqualTo(WRITTEN.plus(Duration.ofDays(761)));
    assertThat(ObjectForms.read(Place.ARCHIVE, older).kind())
        .isEqualTo(Kinds.unknown(Place.ARCHIVE));
    var mark = new ObjectSeen("lines/x", 0, WRITTEN, ObjectSeen.State.DELETED);
    assertThat(ObjectForms.read(Place.ARCHIVE, mark).kind())
        .isEqualTo(Kinds.unknown(Place.ARCHIVE));
  }
}
