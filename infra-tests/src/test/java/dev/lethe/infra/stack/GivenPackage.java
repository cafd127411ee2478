package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/// The package of an access request, had as a browser has it.
///
/// @param files what it has, as text, by their names
public record GivenPackage(Map<String, String> files) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /// The package of a request that is done.
  public static GivenPackage of(Tenant tenant, UUID request) {
    var answer = new Rights(tenant).get(request, "/results");
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    var address = URI.create(answer.headers().firstValue("Location").orElseThrow());
    try {
      var had = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
      assertThat(had.statusCode()).isEqualTo(200);
      return in(had.body());
    } catch (IOException e) {
      throw new AssertionError("The package is not to be had.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }

  /// The package in a file.
  public static GivenPackage in(InputStream file) throws IOException {
    var files = new HashMap<String, String>();
    try (var zip = new ZipInputStream(file)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return new GivenPackage(Map.copyOf(files));
  }

  /// What it says of each of its subjects.
  public JsonNode subjects() {
    try {
      return JSON.readTree(file("data.json")).path("subjects");
    } catch (IOException e) {
      throw new AssertionError("It is no JSON.", e);
    }
  }

  /// The lines of its events.
  public List<String> events() {
    return file("events.ndjson").lines().toList();
  }

  private String file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }
}
