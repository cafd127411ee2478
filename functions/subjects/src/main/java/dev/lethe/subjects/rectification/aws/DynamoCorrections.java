package dev.lethe.subjects.rectification.aws;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.cases.Keyrings;
import dev.lethe.subjects.cases.aws.CaseParts;
import dev.lethe.subjects.rectification.Corrections;
import dev.lethe.subjects.request.Correction;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Corrections in the cases of the Vault table, sealed under the application's keys.
public final class DynamoCorrections implements Corrections {

  private final DynamoDbClient dynamo;
  private final String vault;
  private final Keyrings keyrings;

  public DynamoCorrections(DynamoDbClient dynamo, String vault, Keyrings keyrings) {
    this.dynamo = dynamo;
    this.vault = vault;
    this.keyrings = keyrings;
  }

  @Override
  public Optional<List<Correction>> of(CaseId id) {
    var found =
        dynamo.getItem(
            get -> get.tableName(vault).key(CaseParts.keyOfCorrections(id)).consistentRead(true));
    if (!found.hasItem()) {
      return Optional.empty();
    }
    var keyring =
        keyrings
            .of(id.app())
            .orElseThrow(() -> new IllegalStateException("An application has no keys."));
    try {
      return Optional.of(
          CorrectionText.read(keyring.open(id.request(), CaseParts.sealed(found.item()))));
    } catch (WrongKeyException e) {
      throw new IllegalStateException("What a request puts right does not open.", e);
    }
  }
}
