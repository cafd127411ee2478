package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.shared.vault.aws.VaultItem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;

/// What an application's records on the stream have sealed, opened with the Vault's keys.
final class Sealed {

  private final String app;
  private final Stores stores = new Stores();

  Sealed(String app) {
    this.app = app;
  }

  /// Of each record, what it says beside its events, and then its events as JSON. Of a life that is
  /// over nothing opens.
  List<String> opened() {
    var kms = new KmsKeyrings(Stack.running().client(KmsClient.builder()));
    var vault = stores.items("VaultTable").toList();
    var keys = KeysItem.keyOf(app);
    var keyring =
        vault.stream()
            .filter(item -> item.entrySet().containsAll(keys.entrySet()))
            .findFirst()
            .map(item -> kms.open(app, KeysItem.keyring(item)))
            .orElseThrow();
    Map<String, Life> lives = new HashMap<>();
    vault.stream()
        .filter(item -> item.keySet().containsAll(List.of(VaultItem.LIVES, VaultItem.VERSION)))
        .map(VaultItem::state)
        .flatMap(state -> Optional.ofNullable(state.life()).stream())
        .forEach(life -> lives.put(life.label(), life));
    var opened = new ArrayList<String>();
    stores
        .taken(app)
        .forEach(found -> {
          var life = lives.get(found.label());
          if (life != null && keyring.isLost(life.key())) {
            assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> keyring.unwrap(life.key(), life.label()));
          } else if (life != null) {
            opened.add(opened(Objects.requireNonNull(found.sealed()), life, keyring));
          }
        });
    return opened;
  }

  private static String opened(Bytes sealed, Life life, Keyring keyring) {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      var key = keyring.unwrap(life.key(), life.label());
      var content = SealedContent.decode(key.open(sealed)).opened(keyring.featureKeys());
      text.append(content.network()).append(' ').append(content.country()).append('\n');
      json.writeStartArray();
      content.writeEvents(json);
      json.writeEndArray();
    } catch (IOException | WrongKeyException e) {
      throw new AssertionError("It does not open.", e);
    }
    return text.toString();
  }
}
