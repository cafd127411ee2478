package dev.lethe.subjects.callback.https;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A request as HTTP/1.1 writes it ([RFC 9112](https://www.rfc-editor.org/rfc/rfc9112)).
final class PostRequest {

  /// What may stand in a line: no control character ends it early.
  private static final Pattern LINE = Pattern.compile("[ -~]+");

  private PostRequest() {}

  static byte[] bytes(URI to, Map<String, String> headers, Bytes body) {
    var fields = new TreeMap<>(headers);
    fields.put("Host", host(to));
    fields.put("Content-Type", "application/json");
    fields.put("Content-Length", Integer.toString(body.length()));
    fields.put("Accept", "application/json");
    fields.put("User-Agent", "Lethe");
    fields.put("Connection", "close");
    var bytes = new ByteArrayOutputStream();
    line(bytes, "POST " + target(to) + " HTTP/1.1");
    fields.forEach((name, value) -> line(bytes, name + ": " + value));
    bytes.writeBytes("\r\n".getBytes(US_ASCII));
    bytes.writeBytes(body.toArray());
    return bytes.toByteArray();
  }

  private static String host(URI to) {
    return to.getPort() == -1 ? to.getHost() : to.getHost() + ":" + to.getPort();
  }

  private static String target(URI to) {
    var ascii = URI.create(to.toASCIIString());
    var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private static void line(ByteArrayOutputStream bytes, String text) {
    if (!LINE.matcher(text).matches()) {
      throw new IllegalArgumentException("A line of a request is no line.");
    }
    bytes.writeBytes((text + "\r\n").getBytes(US_ASCII));
  }
}
