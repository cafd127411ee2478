package dev.lethe.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Scope;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/// How keys are told: everything but the keys.
final class KeyText {

  private KeyText() {}

  static void write(IssuedKey key, JsonGenerator json) throws IOException {
    json.writeStringField("id", key.id());
    json.writeStringField("name", key.name());
    if (key.grant() instanceof Grant.Secret(var ignored, var scopes)) {
      json.writeStringField("scope", scope(scopes));
    }
    json.writeStringField("made", key.made().toString());
    if (key.lastUsed() != null) {
      json.writeStringField("lastUsed", key.lastUsed().toString());
    }
    if (key.expires() != null) {
      json.writeStringField("expires", key.expires().toString());
    }
  }

  /// Scopes in the form of RFC 6749, section 3.3: names with spaces between them.
  static String scope(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" "));
  }
}
