package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What exports give customers.
public final class ExportedLines {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private ExportedLines() {}

  /// The lines of an export's files, had without any key.
  public static List<JsonNode> of(JsonNode export) {
    var lines = new ArrayList<JsonNode>();
    for (var file : export.path("files")) {
      try {
        var request = HttpRequest.newBuilder(URI.create(file.path("url").asText())).build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
            .contains("attachment; filename=\"" + file.path("name").asText() + "\"");
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
          var text = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
          for (var line : text.lines().toList()) {
            lines.add(JSON.readTree(line));
          }
        }
      } catch (IOException e) {
        throw new AssertionError("The file is not to be had.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The test is being stopped.", e);
      }
    }
    return lines;
  }
}
