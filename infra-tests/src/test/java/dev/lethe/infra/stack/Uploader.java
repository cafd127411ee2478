package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.GatewayEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// An app that uploads screenshots, by plain HTTP as `docs/screenshots.md` says.
public final class Uploader {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /// What HTTP clients set themselves.
  private static final String LENGTH = "content-length";

  private final Map<String, String> key;

  public Uploader(Tenant tenant) {
    key = GatewayEvents.basic(tenant.writeKey());
  }

  /// What an app says of a screenshot of a device, taken now.
  public static String form(String device, byte[] picture, String contentType) {
    return JSON.valueToTree(
            Map.of(
                "anonymousId",
                device,
                "contentType",
                contentType,
                "contentLength",
                picture.length,
                "checksumSha256",
                checksum(picture),
                "timestamp",
                Instant.now().toString()))
        .toString();
  }

  /// Of a PNG.
  public static String form(String device, byte[] picture) {
    return form(device, picture, "image/png");
  }

  private static String checksum(byte[] picture) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(picture);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Asks for an upload.
  public Answer offer(String form) {
    return Api.post("/v1/screenshots", form.getBytes(StandardCharsets.UTF_8), key);
  }

  /// Asks for an upload, and uploads.
  ///
  /// @return the upload's id
  public String uploaded(String form, byte[] picture) {
    var offered = offer(form).json();
    var status = put(offered.path("upload"), picture);
    if (status != 200) {
      throw new AssertionError("S3 answered " + status);
    }
    return offered.path("id").asText();
  }

  /// Uploads a picture as it was offered.
  ///
  /// @return S3's status
  public static int put(JsonNode upload, byte[] picture) {
    var request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(picture));
    for (var header : upload.path("headers").properties()) {
      if (!header.getKey().equals(LENGTH)) {
        request.header(header.getKey(), header.getValue().asText());
      }
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("The stack does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }

  /// Says that it uploaded.
  public Answer complete(String id, String form) {
    return Api.post(
        "/v1/screenshots/" + id + "/complete", form.getBytes(StandardCharsets.UTF_8), key);
  }
}
