package dev.lethe.ingest.aws;

import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.StateWrites;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes the Vault table, in transactions that hold only while a subject's state is the one that
/// they were decided under.
public final class DynamoVault implements Vault, NewSubjects {

  private final VaultWrites writes;
  private final StateWrites states;
  private final MinuteCounts counts;
  private final int newSubjectsPerMinute;

  /// @param register the table in which the register of what stands is
  public DynamoVault(
      DynamoDbClient dynamo, String table, String register, int newSubjectsPerMinute, Clock clock) {
    this.writes = new VaultWrites(dynamo, table);
    this.states = new StateWrites(dynamo, table, register, clock);
    this.counts = new MinuteCounts(dynamo, table);
    this.newSubjectsPerMinute = newSubjectsPerMinute;
  }

  @Override
  public boolean change(
      Application application, Pseudonym subject, SubjectState before, SubjectState after) {
    return writes.holds(
        states.change(
            application.id(),
            application.settings().retentionDays(),
            subject,
            before,
            after,
            Map.of()));
  }

  @Override
  public boolean link(
      Application application, Known user, Known device, int usersKeyNumber, LocalDate day) {
    var app = application.id();
    var item =
        VaultItem.ofLink(
            user.state().lives(),
            device.state().lives(),
            usersKeyNumber,
            day,
            application.settings().retentionDays());
    var since =
        Map.of(VaultItem.SINCE_LIVES, AttributeValue.fromN(Long.toString(user.state().lives())));
    return writes.holds(
        List.of(
            writes.check(VaultItem.keyOfState(app, user.subject()), user.state()),
            writes.check(VaultItem.keyOfState(app, device.subject()), device.state()),
            writes.set(VaultItem.keyOfDevice(app, user.subject(), device.subject()), item, since),
            writes.set(VaultItem.keyOfUser(app, device.subject(), user.subject()), item, since)));
  }

  @Override
  public boolean admit(ApiKey key, int number, Instant now) {
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    var item = VaultItem.keyOfNewSubjects(key.hash(), minute);
    return counts.admit(item, number, newSubjectsPerMinute, minute);
  }
}
