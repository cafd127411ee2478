package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The README's examples, run as they stand there, with a real address and key in their places.
class ReadmeTest {

  private static final String API = "https://ID.execute-api.REGION.amazonaws.com/live";
  private static final String HOST = "https://ID.execute-api.REGION.amazonaws.com";

  private final Stack stack = Stack.running();

  private static String block(String language, String marker) throws IOException {
    var readme = Files.readString(Path.of("..", "README.md"));
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(readme)
        .results()
        .map(found -> found.group(1))
        .filter(code -> code.contains(marker))
        .findFirst()
        .orElseThrow();
  }

  private String filledIn(String code, Tenant tenant) {
    var url = stack.api();
    return code.replace("YOUR_WRITE_KEY", tenant.writeKey())
        .replace("YOUR_SECRET_KEY", tenant.secretKey())
        .replace("YOUR_APP_ID", tenant.appId())
        .replace(API, url.toString())
        .replace(HOST, url.getScheme() + "://" + url.getAuthority())
        .replace("'/live/v1/batch'", "'" + url.getPath() + "/v1/batch'");
  }

  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @ParameterizedTest
  @CsvSource({"js, Node.js", "python, Python", "java, Java"})
  void itsFirstEventIsCounted(String language, String name, @TempDir Path temporary)
      throws IOException, InterruptedException {
    var tenant = Tenant.enrol("Reader");
    var code = filledIn(block(language, "Hello from"), tenant);
    // Modules are looked for beside the program.
    var folder = language.equals("js") ? Path.of(System.getProperty("lethe.sdk.node")) : temporary;
    var file = folder.resolve(language.equals("js") ? "readme.mjs" : "Readme." + language);
    Files.writeString(file, code);
    run(folder, command(language, file));

    var today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    assertThat(tenant.await(today.minusDays(1), today, "event", 1).keySet())
        .singleElement()
        .asString()
        .startsWith("Hello from " + name);
  }

  private static List<String> command(String language, Path file) {
    return switch (language) {
      case "js" -> List.of("node", file.toString());
      case "python" -> List.of(System.getProperty("lethe.sdk.python"), file.toString());
      default ->
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              file.toString());
    };
  }

  /// What an example in the shell is about, and what it is answered.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insights/events | \"metric\":\"events\"",
        "insights/intake | \"metric\":\"intake\"",
        "features/ | \"on\":true",
        "optout | \"success\":true",
        "v2/requests | \"subject_request_id\":\"a7551968-d5d6-44b2-9831-815ac9017798\"",
      })
  void itsRequestsAreAnswered(String marker, String answer)
      throws IOException, InterruptedException {
    var command = List.of("sh", "-c", filledIn(block("sh", marker), Tenant.enrol("Asker")));
    assertThat(run(Path.of("."), command)).contains(answer);
  }

  @Test
  void itNamesTheTargetsThatThereAre() {
    assertThat(Documents.targets("README.md")).isNotEmpty().isSubsetOf(Documents.targets());
  }
}
