package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.lethe.ingest.origin.Origins;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads a request's body in one pass, without ever holding it as a tree.
public final class BodyReader {

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

  private final Origins origins;

  public BodyReader(Origins origins) {
    this.origins = origins;
  }

  /// Reads a body, unpacking it first if it is compressed.
  ///
  /// @throws RefusedRequestException if it is no JSON of the call's form, or too large
  public SdkBatch read(Call call, byte[] body) throws RefusedRequestException {
    var inflated = Inflater.inflate(body);
    try (var json = JSON.createParser(inflated)) {
      return new BodyPass(json, origins, call).read(inflated.length);
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
