package dev.lethe.ingest.request;

import com.fasterxml.jackson.core.JsonParser;
import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.origin.Origins;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The `context` of an event or of a whole batch, while it is read
/// (<https://segment.com/docs/connections/spec/common/>, "Context").
final class ContextDraft {

  private @Nullable Origin origin;
  private @Nullable String deviceType;
  private @Nullable String os;
  private @Nullable String library;

  /// Reads one context; the parser stands on its value.
  void read(JsonParser json, Origins origins) throws IOException {
    BodyTokens.eachField(
        json,
        field -> {
          switch (field) {
            case "ip" -> {
              var address = BodyTokens.text(json);
              origin = address == null ? null : origins.of(address);
            }
            case "device" -> deviceType = BodyTokens.textIn(json, "type");
            case "os" -> os = BodyTokens.textIn(json, "name");
            case "library" -> library = BodyTokens.textIn(json, "name");
            default -> json.skipChildren();
          }
        });
  }

  /// The origin told here, else in the context of the batch.
  @Nullable Origin originOr(ContextDraft batch) {
    return origin == null ? batch.origin : origin;
  }

  /// The device told here, filled up from the context of the batch.
  SdkEvent.Device deviceOr(ContextDraft batch) {
    return new SdkEvent.Device(
        deviceType == null ? batch.deviceType : deviceType,
        os == null ? batch.os : os,
        library == null ? batch.library : library);
  }
}
