package dev.lethe.retention.ending.aws;

import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.lane.aws.FailureFolder;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.Mentions;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Records of an application that were passed over: those that say its id, decodable or not, and
/// those of lanes whose label the Vault knows as the application's. So the Vault must not be
/// emptied before. What Lambda itself keeps there is of many applications, and ends with its
/// lifetime.
public final class EndedFailures implements Emptied {

  /// `undecodable/AbCdEfGhIjKlMnOpQrStUv/000000000003/49…8`.
  private static final int LABEL = 1;

  private final S3Bucket bucket;
  private final BatchRead batch;
  private final String vault;

  public EndedFailures(S3Bucket bucket, BatchRead batch, String vault) {
    this.bucket = bucket;
    this.batch = batch;
    this.vault = vault;
  }

  @Override
  public List<String> parts(String app) {
    return Arrays.stream(FailureFolder.values()).map(FailureFolder::all).toList();
  }

  @Override
  public long count(String app, String part) {
    return of(app, part).size();
  }

  @Override
  public void remove(String app, String part) {
    bucket.delete(of(app, part));
  }

  private List<String> of(String app, String folder) {
    var names = bucket.list(folder).map(S3Object::key).toList();
    var known =
        known(
            app, names.stream().map(EndedFailures::label).collect(Collectors.toUnmodifiableSet()));
    return names.stream().filter(name -> known.contains(label(name)) || says(app, name)).toList();
  }

  private static String label(String name) {
    return name.split("/", -1)[LABEL];
  }

  private Set<String> known(String app, Set<String> labels) {
    var items =
        batch.read(
            Map.of(vault, labels.stream().map(label -> VaultItem.keyOfLabel(app, label)).toList()));
    return labels.stream()
        .filter(label -> items.get(vault, VaultItem.keyOfLabel(app, label)) != null)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean says(String app, String name) {
    return bucket
        .read(name)
        .filter(stored -> Mentions.of(app, stored.content().toArray()))
        .isPresent();
  }

  @Override
  public List<String> looks(String app) {
    return parts(app);
  }

  /// Looks for the application's id in the bytes of all of them.
  @Override
  public long search(String app, String look) {
    return bucket.list(look).filter(object -> says(app, object.key())).count();
  }
}
