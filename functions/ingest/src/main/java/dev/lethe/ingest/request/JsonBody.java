package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Bodies of JSON that anybody may have sent.
final class JsonBody {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.NESTING)
                  .maxStringLength(Limits.REQUEST_BYTES)
                  .maxNameLength(Limits.EVENT_BYTES)
                  .build())
          .build();

  private JsonBody() {}

  /// What reads a body in one pass.
  @FunctionalInterface
  interface Pass<T> {

    /// Reads it.
    ///
    /// @param bytes how long the body is, unpacked
    T read(JsonParser json, int bytes) throws IOException, RefusedRequestException;
  }

  /// Reads a body, unpacking it first if it is compressed.
  ///
  /// @throws RefusedRequestException if it is no JSON, or too large
  static <T> T read(byte[] body, Pass<T> pass) throws RefusedRequestException {
    var inflated = Inflater.inflate(body);
    try (var json = JSON.createParser(inflated)) {
      return pass.read(json, inflated.length);
    } catch (StreamConstraintsException e) {
      throw RefusedRequestException.malformed(
          "The body nests deeper than "
              + Limits.NESTING
              + " levels, or has an overlong name or number"
              + place(e.getLocation()));
    } catch (StreamReadException e) {
      throw RefusedRequestException.malformed(
          "The body is not valid JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw RefusedRequestException.malformed("The body is not UTF-8.");
    }
  }

  /// Where it went wrong. The parser's own message is not used: it repeats what was sent.
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "."
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
  }
}
