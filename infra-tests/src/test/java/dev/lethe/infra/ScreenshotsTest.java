package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Screenshots from an app to its subject's bucket, and to their end.
class ScreenshotsTest {

  private static final Stack STACK = Stack.running();
  private static final S3Client S3 = STACK.client(S3Client.builder().forcePathStyle(true));
  private static final String DEVICE = "device-of-jane";
  private static final Whose WHOSE = Whose.of(null, DEVICE);
  private static final byte[] PICTURE = Pictures.pngWithMetadata();
  private static final Rights STOPPED = new Rights(false, true, false, Set.of());

  private final Tenant tenant = Tenant.enrol("Screenshots").with(Feature.SCREENSHOTS);
  private final Uploader uploader = new Uploader(tenant);
  private final SubjectStates states = new SubjectStates(tenant);

  private static int status(Answer answer) {
    return answer.status();
  }

  private static List<S3Object> objects(String output, String prefix) {
    return S3.listObjectsV2(list -> list.bucket(STACK.output(output)).prefix(prefix)).contents();
  }

  private List<S3Object> kept() {
    return objects("ScreenshotsBucket", "screenshots/" + tenant.appId() + '/');
  }

  /// How long what was uploaded is now, if it is there.
  private static List<Long> uploads(String id) {
    return objects("QuarantineBucket", "uploads/" + id.substring(0, 21)).stream()
        .map(S3Object::size)
        .toList();
  }

  private String label() {
    var life = states.view(WHOSE).stored(SubjectStates.subject(WHOSE)).life();
    return Objects.requireNonNull(life).label();
  }

  @Test
  void whatIsUploadedIsKeptSealedAndNothingElseIs() throws IOException, WrongKeyException {
    var form = Uploader.form(DEVICE, PICTURE);
    var id = uploader.uploaded(form, PICTURE);
    assertThat(uploads(id)).containsExactly((long) PICTURE.length);
    assertThat(status(uploader.complete(id, form))).isEqualTo(200);

    assertThat(uploads(id)).containsExactly(0L);
    assertThat(kept()).hasSize(1);
    var key = kept().getFirst().key();
    assertThat(key).startsWith(ScreenshotName.prefix(tenant.appId(), label()) + "90-");
    var object = S3.getObjectAsBytes(get -> get.bucket(STACK.output("ScreenshotsBucket")).key(key));
    assertThat(object.response().metadata()).isEmpty();
    var opened = opened(Bytes.copyOf(object.asByteArray()));
    assertThat(opened.mediaType()).isEqualTo("image/png");
    var picture = opened.picture().toArray();
    assertThat(Pictures.pixels(picture)).isEqualTo(Pictures.pixels(PICTURE));
    assertThat(Pictures.text(picture)).doesNotContain(Pictures.SECRET);

    assertThat(status(uploader.complete(id, form))).isEqualTo(200);
    assertThat(kept()).hasSize(1);
    new Stores()
        .all()
        .forEach((store, contents) ->
            assertThat(contents).as(store).noneMatch(content -> content.contains(DEVICE)));
  }

  private SealedScreenshot opened(Bytes sealed) throws IOException, WrongKeyException {
    var view = states.view(WHOSE);
    var life = Objects.requireNonNull(view.stored(SubjectStates.subject(WHOSE)).life());
    var keyring = view.keyring();
    return SealedScreenshot.open(
            sealed, keyring.unwrap(life.key(), life.label()), keyring.featureKeys())
        .orElseThrow();
  }

  @Test
  void theStoreTakesWhatWasSignedOnly() {
    var form = Uploader.form(DEVICE, PICTURE);
    var offered = uploader.offer(form).json();
    var other = PICTURE.clone();
    other[0]++;
    assertThat(Uploader.put(offered.path("upload"), other)).isEqualTo(400);
    assertThat(status(uploader.complete(offered.path("id").asText(), form))).isEqualTo(409);
    var signed = offered.path("upload").path("url").asText();
    assertThat(signed)
        .contains("X-Amz-Expires=300")
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256");
  }

  @ParameterizedTest
  @CsvSource({"image/jpeg", "image/webp"})
  void whatIsNotWhatWasSaidIsDeletedAtOnce(String contentType) {
    var form = Uploader.form(DEVICE, PICTURE, contentType);
    var id = uploader.uploaded(form, PICTURE);
    var answer = uploader.complete(id, form);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(uploads(id)).isEmpty();
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatIsTooLargeIsNotOffered() {
    var form = Uploader.form(DEVICE, PICTURE).replace(":" + PICTURE.length, ":5242881");
    assertThat(status(uploader.offer(form))).isEqualTo(413);
  }

  @Test
  void aFeatureThatIsSwitchedOffTakesNothingFromTheNextRequestOn() {
    var form = Uploader.form(DEVICE, PICTURE);
    var id = uploader.uploaded(form, PICTURE);
    tenant.without(Feature.SCREENSHOTS);
    assertThat(status(uploader.complete(id, form))).isEqualTo(403);
    assertThat(uploads(id)).isEmpty();
    assertThat(status(uploader.offer(form))).isEqualTo(403);
    assertThat(kept()).isEmpty();
  }

  @Test
  void ofWhomIsStoppedNothingIsKeptAndNobodyIsTold() {
    states.change(WHOSE, state -> state.with(STOPPED));
    assertTakenAndNotKept(Uploader.form(DEVICE, PICTURE));
  }

  @Test
  void ofWhomWasErasedNothingFromBeforeIsKeptAndNobodyIsTold() {
    var form = Uploader.form(DEVICE, PICTURE);
    states.change(WHOSE, state -> state.erase(Instant.now()));
    assertTakenAndNotKept(form);
    var later = Uploader.form(DEVICE, PICTURE);
    assertThat(status(uploader.complete(uploader.uploaded(later, PICTURE), later))).isEqualTo(200);
    assertThat(kept()).hasSize(1);
  }

  private void assertTakenAndNotKept(String form) {
    var id = uploader.uploaded(form, PICTURE);
    for (var i = 0; i < 2; i++) {
      var answer = uploader.complete(id, form);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("{\"success\":true}");
    }
    assertThat(uploads(id)).containsExactly(0L);
    assertThat(kept()).isEmpty();
  }

  @Test
  void anotherApplicationsIdIsLikeNone() {
    var form = Uploader.form(DEVICE, PICTURE);
    var id = uploader.uploaded(form, PICTURE);
    var other = new Uploader(Tenant.enrol("Other").with(Feature.SCREENSHOTS));
    assertThat(status(other.complete(id, form))).isEqualTo(404);
    assertThat(status(uploader.complete(id, Uploader.form("d2", PICTURE)))).isEqualTo(404);
    assertThat(status(uploader.complete(id, form))).isEqualTo(200);
  }

  @Test
  void anErasureFindsAllOfItsSubject() {
    for (var i = 0; i < 3; i++) {
      var form = Uploader.form(DEVICE, PICTURE);
      assertThat(status(uploader.complete(uploader.uploaded(form, PICTURE), form))).isEqualTo(200);
    }
    var form = Uploader.form("another", PICTURE);
    assertThat(status(uploader.complete(uploader.uploaded(form, PICTURE), form))).isEqualTo(200);
    assertThat(kept()).hasSize(4);
    var copies = new S3Screenshots(S3, STACK.output("ScreenshotsBucket"));
    assertThat(copies.erase(tenant.appId(), label())).isEqualTo(3);
    assertThat(kept()).hasSize(1);
  }
}
