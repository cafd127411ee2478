package dev.lethe.ingest.screenshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.shared.record.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenshotFormTest {

  private static final Map<String, String> FIELDS = Forms.fields(new byte[] {1, 2, 3});

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anonymousId    | ''                    | MALFORMED
          contentType    | ''                    | MALFORMED
          contentType    | image/gif             | MALFORMED
          contentType    | PNG                   | MALFORMED
          contentLength  | ''                    | MALFORMED
          contentLength  | 0                     | MALFORMED
          contentLength  | -1                    | MALFORMED
          contentLength  | 1.5                   | MALFORMED
          contentLength  | 1e3                   | MALFORMED
          contentLength  | 9999999999999999999   | MALFORMED
          contentLength  | 5242881               | TOO_LARGE
          contentLength  | 999999999999999999    | TOO_LARGE
          checksumSha256 | ''                    | MALFORMED
          checksumSha256 | AAAA                  | MALFORMED
          checksumSha256 | ?                     | MALFORMED
          timestamp      | ''                    | MALFORMED
          timestamp      | yesterday             | MALFORMED
          timestamp      | +10000-01-01T00:00:00Z | MALFORMED
          timestamp      | 1969-12-31T23:59:59Z  | MALFORMED
          timestamp      | -999999999-01-01T00:00:00Z | MALFORMED
          """)
  void whatCannotBeTakenIsRefusedByItsField(
      String field, String value, RefusedRequestException.Reason why) {
    var said =
        field.equals("contentLength") && why == RefusedRequestException.Reason.TOO_LARGE
            ? "5 MB"
            : field;
    assertThatThrownBy(() -> ScreenshotForm.of(Forms.with(FIELDS, field, value)))
        .isInstanceOfSatisfying(
            RefusedRequestException.class, e -> assertThat(e.reason()).isEqualTo(why))
        .hasMessageContaining(said);
  }

  @Test
  void identifiersAreBounded() {
    for (var field : new String[] {"userId", "anonymousId"}) {
      var longest = Forms.with(FIELDS, field, "x".repeat(1_000));
      assertThat(Forms.form(longest).whose()).isNotNull();
      assertThatThrownBy(() -> ScreenshotForm.of(Forms.with(FIELDS, field, "x".repeat(1_001))))
          .hasMessageContaining(field);
    }
  }

  /// Neither may make a request fail: it would be sent again for ever.
  @Test
  void noTimesLeadBeyondAllTime() {
    for (var timestamp : List.of("1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      for (var sentAt : List.of("1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "no time")) {
        var form = Forms.form(Forms.with(FIELDS, "timestamp", timestamp, "sentAt", sentAt));
        assertThat(form.time(Records.NOON).corrected()).isBeforeOrEqualTo(Records.NOON);
      }
    }
  }

  @Test
  void theLargestIsTaken() {
    assertThat(Forms.form(Forms.with(FIELDS, "contentLength", "5242880")).bytes())
        .isEqualTo(5 * 1024 * 1024);
  }
}
