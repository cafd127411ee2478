package dev.lethe.shared.vault.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import dev.lethe.shared.aws.Items;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Pseudonym;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class VaultItemTest {

  private static final String APP = "app_1";
  private static final Pseudonym ONE = new Pseudonym("AAAAAAAAAAAAAAAAAAAAAA");
  private static final Pseudonym OTHER = new Pseudonym("BAAAAAAAAAAAAAAAAAAAAA");

  @Test
  void aKeyringComesBack() {
    var keyring = Keyrings.sealed(Records.DAY);
    var rotated = keyring.rotated(Keyrings.sealedKey(), keyring.rotatableFrom());
    assertThat(KeysItem.keyring(KeysItem.of(APP, rotated))).isEqualTo(rotated);
  }

  /// A key without its day could be taken out too early.
  @Test
  void aKeyWithoutItsDayIsRefused() {
    var item = new HashMap<>(KeysItem.of(APP, Keyrings.sealed(Records.DAY)));
    var key = new HashMap<>(Items.present(Items.present(item, KeysItem.KEYS).m(), "1").m());
    key.remove("made");
    item.put(KeysItem.KEYS, fromM(Map.of("1", fromM(key))));
    assertThatIllegalStateException()
        .isThrownBy(() -> KeysItem.keyring(item))
        .withMessageContaining("made");
  }

  /// By this the template lets `control` write applications' keys and nothing else in the Vault.
  @Test
  void onlyAnApplicationsKeysHaveAPartitionKeyWithoutASign() {
    assertThat(partition(KeysItem.keyOf(APP))).isEqualTo(APP);
    assertThat(
            Stream.of(
                VaultItem.keyOfState(APP, ONE),
                VaultItem.keyOfDevice(APP, ONE, OTHER),
                VaultItem.keyOfUser(APP, ONE, OTHER),
                VaultItem.keyOfLabel(APP, "AAAAAAAAAAAAAAAAAAAAAA"),
                VaultItem.keyOfLook(),
                VaultItem.keyOfRecovery(APP),
                VaultItem.keyOfNewSubjects("00", Records.NOON),
                VaultItem.keyOfUploads("00", Records.NOON)))
        .allSatisfy(key -> assertThat(partition(key)).contains("#"));
  }

  @Test
  void aSubjectsItemsSayWhoseTheyAre() {
    for (var key :
        List.of(
            VaultItem.keyOfState(APP, ONE),
            VaultItem.keyOfProfiles(APP, ONE),
            VaultItem.keyOfDevice(APP, ONE, OTHER))) {
      assertThat(VaultItem.owner(key)).contains(new VaultItem.Owner(APP, ONE));
    }
    assertThat(VaultItem.owner(VaultItem.keyOfLabel(APP, "AAAAAAAAAAAAAAAAAAAAAA"))).isEmpty();
    assertThat(VaultItem.owner(KeysItem.keyOf(APP))).isEmpty();
  }

  private static String partition(Map<String, AttributeValue> key) {
    return Items.present(key, VaultItem.PARTITION).s();
  }
}
