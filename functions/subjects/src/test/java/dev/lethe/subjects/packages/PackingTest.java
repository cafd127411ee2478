package dev.lethe.subjects.packages;

import static dev.lethe.subjects.packages.PackingWorld.APP;
import static dev.lethe.subjects.packages.PackingWorld.NOW;
import static dev.lethe.subjects.packages.PackingWorld.bytes;
import static dev.lethe.subjects.packages.PackingWorld.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.request.BreakGlass;
import dev.lethe.subjects.request.Correction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackingTest {

  private static final String USER = "UUUUUUUUUUUUUUUUUUUUUU";
  private static final String DEVICE = "DDDDDDDDDDDDDDDDDDDDDD";
  private static final String SCRIPT = "<script>alert('1')</script>";

  private final PackingWorld world = new PackingWorld();

  @Test
  void everythingThatIsHeldIsInIt() throws IOException {
    var key = world.lives(Identity.Kind.USER, USER);
    world.lives(Identity.Kind.DEVICE, DEVICE);
    var identify =
        "{\"type\":\"identify\",\"traits\":{\"name\":\"%s\",\"plan\":{\"a\":1}}}".formatted(SCRIPT);
    world.collected(USER, "1", line(identify), line("{\"event\":\"Read\"}"));
    world.collected(DEVICE, "1", line("{\"event\":\"%s\"}".formatted(SCRIPT)));
    var shot = new SealedScreenshot(NOW, "image/png", bytes("picture"));
    world.screenshots.keep(
        new ScreenshotName(APP, USER, 90, "one"), shot.sealed(key, PackingWorld.FEATURES));
    var old = new SealedScreenshot(NOW.minus(Duration.ofDays(8)), "image/png", bytes("old"));
    world.screenshots.keep(
        new ScreenshotName(APP, USER, 7, "old"), old.sealed(key, PackingWorld.FEATURES));
    var erased = new SealedScreenshot(NOW, "image/png", bytes("erased"));
    var destroyed = Keyrings.featureKeys(APP, 1, 0);
    world.screenshots.keep(
        new ScreenshotName(APP, USER, 90, "erased"), erased.sealed(key, destroyed));
    var right = List.of(new Correction("city", new Correction.Value.Text("Berlin")));
    world.corrections.put(
        USER,
        List.of(
            new Portrait.SealedCorrections(
                UUID.randomUUID(), NOW, key.seal(CorrectionText.of(right)))));
    world.packing.pack(world.request);

    assertThat(world.unzipped())
        .containsOnlyKeys("events.ndjson", "screenshots/user-1/one.png", "data.json", "index.html")
        .containsEntry("screenshots/user-1/one.png", "picture");
    assertThat(world.unzipped().get("events.ndjson"))
        .isEqualTo(
            "{\"subject\":\"user-1\","
                + line(identify).substring(1)
                + "\n"
                + "{\"subject\":\"user-1\","
                + line("{\"event\":\"Read\"}").substring(1)
                + "\n"
                + "{\"subject\":\"device-1\","
                + line("{\"event\":\"%s\"}".formatted(SCRIPT)).substring(1)
                + "\n");
    var user = world.data().path("subjects").path(0);
    assertThat(user.path("attributes").path("name").asText()).isEqualTo(SCRIPT);
    assertThat(user.path("attributes").path("plan").path("a").asInt()).isEqualTo(1);
    assertThat(user.path("attributes").path("city").asText()).isEqualTo("Berlin");
    assertThat(user.path("rights").path("restricted").asBoolean()).isTrue();
    assertThat(user.path("rights").path("purposes").path("research").asBoolean()).isFalse();
    assertThat(user.path("statistics").path("entries").asInt()).isEqualTo(1);
    assertThat(world.data().path("requests").path(0).path("id").asText())
        .isEqualTo(world.request.id().toString());
  }

  @Test
  void thePageEscapesWhateverEventsSayAndNeedsNoScript() throws IOException {
    world.lives(Identity.Kind.USER, USER);
    world.collected(
        USER,
        "1",
        line("{\"event\":\"%s\"}".formatted(SCRIPT)),
        line("{\"type\":\"identify\",\"traits\":{\"%s\":\"\\\"%s\"}}".formatted(SCRIPT, SCRIPT)));
    world.packing.pack(world.request);
    assertThat(world.unzipped().get("index.html"))
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;", "<svg", "default-src 'none'")
        .doesNotContain("<script", "http://", "https://", " src=");
  }

  @Test
  void itIsADisclosureOnceHoweverOftenTheStepRuns() throws IOException {
    world.lives(Identity.Kind.USER, USER);
    world.collected(USER, "1", line("{\"event\":\"Read\"}"));
    world.packing.pack(world.request);
    var first = world.unzipped();
    world.packing.pack(world.request);
    assertThat(world.unzipped()).isEqualTo(first);
    assertThat(world.issues.disclosures())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo(DisclosureEntry.Kind.ACCESS_PACKAGE);
          assertThat(entry.by()).isEqualTo("sk_1");
          assertThat(entry.details()).containsEntry("events", "1").doesNotContainKey("label");
        });
    assertThat(world.objects.names())
        .containsExactly(
            "packages/" + APP + "/of/" + USER + "/" + world.request.id() + "/mark",
            AccessPackages.whole(world.id));
  }

  @Test
  void whatTheOperatorReadsIsDisclosedToWhomItSaid() throws IOException {
    var read =
        new PackingWorld(
            new BreakGlass(
                DisclosureEntry.Recipient.PUBLIC_AUTHORITY,
                DisclosureEntry.Ground.LEGAL_OBLIGATION,
                "CASE-17"));
    read.lives(Identity.Kind.USER, USER);
    read.collected(USER, "1", line("{\"event\":\"Read\"}"));
    read.packing.pack(read.request);
    assertThat(read.issues.disclosures())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo(DisclosureEntry.Kind.ACCESS_PACKAGE);
          assertThat(entry.recipient()).isEqualTo(DisclosureEntry.Recipient.PUBLIC_AUTHORITY);
          assertThat(entry.ground()).isEqualTo(DisclosureEntry.Ground.LEGAL_OBLIGATION);
          assertThat(entry.details())
              .isEqualTo(
                  Map.of(
                      "type", "operator_read",
                      "events", "1",
                      "screenshots", "0",
                      "reference", "CASE-17"));
        });
    assertThat(read.unzipped().get("index.html")).contains("operator read");
    assertThat(read.data().at("/requests/0/type").asText()).isEqualTo("operator_read");
  }

  @Test
  void ofWhoIsUnknownThePackageIsEmptyAndOfTheSameForm() throws IOException {
    world.cases.add(
        world.id, new CaseLife(Identity.Kind.USER, new Pseudonym("nobody"), null, null, 0, 0, NOW));
    world.packing.pack(world.request);
    assertThat(world.unzipped()).containsOnlyKeys("events.ndjson", "data.json", "index.html");
    assertThat(world.data().path("subjects").path(0).path("known").asBoolean()).isFalse();
    assertThat(world.unzipped().get("index.html")).contains("Nothing is held about you.");
  }

  @Test
  void whoIsErasedWhileItIsWrittenIsNotInIt() throws IOException {
    world.lives(Identity.Kind.USER, USER);
    world.lives(Identity.Kind.DEVICE, DEVICE);
    world.collected(USER, "1", line("{\"event\":\"Mine\"}"));
    world.collected(DEVICE, "1", line("{\"event\":\"Erased\"}"));
    world.objects.beforeNextReplace(() -> world.erase(DEVICE));
    world.packing.pack(world.request);
    assertThat(world.unzipped().get("events.ndjson")).contains("Mine").doesNotContain("Erased");
    assertThat(world.objects.names()).noneMatch(name -> name.contains(DEVICE));
    assertThat(world.data().path("subjects").path(1).path("known").asBoolean()).isFalse();
  }

  @Test
  void whatWasCollectedOfALifeThatIsOverIsDeleted() {
    world.lives(Identity.Kind.DEVICE, DEVICE);
    world.collected(DEVICE, "1", line("{\"event\":\"Erased\"}"));
    world.packages.begin(world.id, Set.of(DEVICE));
    world.erased.add(DEVICE);
    world.packing.pack(world.request);
    assertThat(world.objects.names())
        .as("not even the mark that a killed step left")
        .containsExactly(AccessPackages.whole(world.id));
  }

  @Test
  void anErasureTakesAPackageThatCanBeHad() {
    world.lives(Identity.Kind.USER, USER);
    world.packing.pack(world.request);
    world.erase(USER);
    assertThat(world.packages.isThere(world.id)).isFalse();
    assertThat(world.objects.names()).isEmpty();
  }
}
