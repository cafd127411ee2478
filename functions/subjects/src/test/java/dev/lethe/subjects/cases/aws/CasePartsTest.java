package dev.lethe.subjects.cases.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.cases.NewCase;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.work.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CasePartsTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final CaseId ID = new CaseId("app_1", UUID.randomUUID());

  private static NewCase content() {
    var subject = new Subject(Identity.Kind.USER, new Pseudonym("AAAAAAAAAAAAAAAAAAAAAA"));
    return new NewCase(Bytes.copyOf(new byte[] {7}), List.of(subject), null);
  }

  /// The step that begins the work reads it so.
  @Test
  void whomItIsAboutStandsInThePartOfSubjects() {
    var item = CaseParts.subjects(ID, content(), NOW);
    assertThat(item)
        .containsEntry("id", fromS("app_1#request#" + ID.request()))
        .containsEntry("part", fromS("subjects"))
        .containsEntry(
            "subjects",
            fromL(
                List.of(
                    fromM(
                        Map.of(
                            "kind", fromS("user"),
                            "subject", fromS("AAAAAAAAAAAAAAAAAAAAAA"))))));
    assertThat(CaseParts.isOf(item, content().fingerprint())).isTrue();
    assertThat(CaseParts.isOf(item, Bytes.copyOf(new byte[] {8}))).isFalse();
  }

  @Test
  void whatItPutsRightIsNotSaid() {
    var corrections = List.of(new Correction("hobby", new Correction.Value.Text("chess")));
    var sealed = Keyrings.of("app_1", 1).seal(ID.request(), CorrectionText.of(corrections));
    var item = CaseParts.corrections(ID, sealed, NOW);
    assertThat(item).containsEntry("part", fromS("corrections"));
    assertThat(CaseParts.sealed(item)).isEqualTo(sealed);
    assertThat(item.toString()).doesNotContain("hobby", "chess");
  }

  @Test
  void itIsKeptForLongerThanARequestIsOpenAndNoLonger() {
    for (var item : List.of(CaseParts.subjects(ID, content(), NOW))) {
      assertThat(item.get("expires"))
          .extracting(time -> Instant.ofEpochSecond(Long.parseLong(time.n())))
          .isEqualTo(NOW.plus(Duration.ofDays(90)));
    }
    assertThat(content().toString()).doesNotContain("AAAA");
  }
}
