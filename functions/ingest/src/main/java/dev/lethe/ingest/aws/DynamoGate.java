package dev.lethe.ingest.aws;

import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The gate on DynamoDB: one batch read over Registry and Vault, strongly consistent.
///
/// To know which items to read, it remembers which application a key belonged to, and that
/// application's keys. It decides nothing by what it remembers: the key's, the application's and
/// the keys' items are read each time with the others, and if they say otherwise it reads again.
public final class DynamoGate implements Gate {

  /// As many keys as one container meets; a stranger cannot fill the memory, since only keys that
  /// exist are remembered.
  private final Map<String, String> applications = new ConcurrentHashMap<>();

  private final BatchRead batch;
  private final String registry;
  private final String vault;
  private final HeldKeyrings keyrings;

  public DynamoGate(BatchRead batch, String registry, String vault, HeldKeyrings keyrings) {
    this.batch = batch;
    this.registry = registry;
    this.vault = vault;
    this.keyrings = keyrings;
  }

  @Override
  public Optional<View> view(ApiKey key, Set<Whose> whose) throws KeysMissingException {
    var app = applications.get(key.hash());
    if (app == null) {
      app = applicationOf(key);
      if (app == null) {
        return Optional.empty();
      }
      applications.put(key.hash(), app);
    }
    var open = keyrings.remembered(app);
    if (open.isEmpty()) {
      open = Optional.of(keyrings.open(app, keysItem(app)));
    }
    return view(key, app, open.get(), whose);
  }

  private Optional<View> view(ApiKey key, String app, HeldKeyrings.Open open, Set<Whose> whose)
      throws KeysMissingException {
    var wanted = new Wanted(app, open.keyring(), whose);
    var items = batch.read(Map.of(registry, registryKeys(key, app), vault, wanted.keys()));
    var keyItem = items.get(registry, RegistryItem.keyOf(KeyItem.idOf(key)));
    var appItem = items.get(registry, RegistryItem.keyOf(RegistryItem.idOfApplication(app)));
    var known = keyItem == null ? null : KeyItem.key(keyItem);
    if (known == null || appItem == null || !known.grant().equals(new Grant.Write(app))) {
      applications.remove(key.hash());
      return Optional.empty();
    }
    var application = RegistryItem.application(appItem);
    var keysItem = items.get(vault, KeysItem.keyOf(app));
    if (keysItem == null) {
      keyrings.forget(app);
      throw new KeysMissingException(application.isGone());
    }
    if (!KeysItem.keyring(keysItem).equals(open.sealed())) {
      // A batch is not read at one moment: an application that was read before its keys changed may
      // have had a feature on that was switched off with them.
      return view(key, app, keyrings.open(app, keysItem), whose);
    }
    return Optional.of(view(known, application, open, items, whose));
  }

  private View view(
      IssuedKey key,
      Application application,
      HeldKeyrings.Open open,
      BatchRead.Items items,
      Set<Whose> whose) {
    var wanted = new Wanted(application.id(), open.keyring(), whose);
    var states = new HashMap<Identity, SubjectState>();
    wanted
        .stateKeys()
        .forEach((identity, itemKey) -> {
          var item = items.get(vault, itemKey);
          if (item != null) {
            states.put(identity, VaultItem.state(item));
          }
        });
    var links = new HashMap<Whose, LocalDate>();
    wanted
        .linkKeys()
        .forEach((pair, itemKey) -> {
          var item = items.get(vault, itemKey);
          if (item != null
              && VaultItem.isOf(item, state(states, pair.user()), state(states, pair.device()))) {
            links.put(pair, VaultItem.seen(item));
          }
        });
    return new View(key, application, open.keyring(), states, links);
  }

  private static SubjectState state(
      Map<Identity, SubjectState> states, @Nullable Identity identity) {
    return identity == null
        ? SubjectState.UNKNOWN
        : states.getOrDefault(identity, SubjectState.UNKNOWN);
  }

  private static List<Map<String, AttributeValue>> registryKeys(ApiKey key, String app) {
    return List.of(
        RegistryItem.keyOf(KeyItem.idOf(key)),
        RegistryItem.keyOf(RegistryItem.idOfApplication(app)));
  }

  private @Nullable String applicationOf(ApiKey key) {
    var itemKey = RegistryItem.keyOf(KeyItem.idOf(key));
    var item = batch.read(Map.of(registry, List.of(itemKey))).get(registry, itemKey);
    return item != null && KeyItem.key(item).grant() instanceof Grant.Write(var app) ? app : null;
  }

  private Map<String, AttributeValue> keysItem(String app) throws KeysMissingException {
    var itemKey = KeysItem.keyOf(app);
    var appKey = RegistryItem.keyOf(RegistryItem.idOfApplication(app));
    var items = batch.read(Map.of(vault, List.of(itemKey), registry, List.of(appKey)));
    var item = items.get(vault, itemKey);
    if (item == null) {
      var application = items.get(registry, appKey);
      throw new KeysMissingException(
          application != null && RegistryItem.application(application).isGone());
    }
    return item;
  }

  /// The Vault's items that a request asks for.
  private record Wanted(
      String app,
      Map<Identity, Map<String, AttributeValue>> stateKeys,
      Map<Whose, Map<String, AttributeValue>> linkKeys) {

    Wanted(String app, Keyring keyring, Set<Whose> whose) {
      this(app, new HashMap<>(), new HashMap<>());
      for (var pair : whose) {
        var user = pair.user();
        var device = pair.device();
        Stream.of(Optional.ofNullable(user), Optional.ofNullable(device))
            .flatMap(Optional::stream)
            .forEach(identity ->
                stateKeys.put(identity, VaultItem.keyOfState(app, keyring.pseudonym(identity))));
        if (user != null && device != null) {
          linkKeys.put(
              pair, VaultItem.keyOfDevice(app, keyring.pseudonym(user), keyring.pseudonym(device)));
        }
      }
    }

    List<Map<String, AttributeValue>> keys() {
      var keys = new ArrayList<Map<String, AttributeValue>>();
      keys.add(KeysItem.keyOf(app));
      keys.addAll(stateKeys.values());
      keys.addAll(linkKeys.values());
      return keys;
    }
  }
}
