package dev.lethe.retention.ending.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.termination.Emptied;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Folders of a bucket below which each application has one of its own. Many objects are parted by
/// what follows on that: labels are random, so that each of 64 parts is as large as the others.
public final class EndedFolders implements Emptied {

  /// More than these are parted: so many one call lists and deletes.
  private static final int FEW = 1_000;

  /// What labels, days and words begin with: the signs of base64url.
  private static final String SIGNS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final S3Bucket bucket;
  private final List<String> folders;

  public EndedFolders(S3Bucket bucket, List<String> folders) {
    this.bucket = bucket;
    this.folders = List.copyOf(folders);
  }

  @Override
  public List<String> parts(String app) {
    return folders.stream().flatMap(folder -> parts(folder, app)).toList();
  }

  private Stream<String> parts(String folder, String app) {
    var own = folder + app + '/';
    return bucket.list(own).limit(FEW + 1L).count() > FEW
        ? SIGNS.chars().mapToObj(sign -> own + (char) sign)
        : Stream.of(own);
  }

  @Override
  public long count(String app, String part) {
    return bucket.list(part).count();
  }

  @Override
  public void remove(String app, String part) {
    bucket.delete(bucket.list(part).map(S3Object::key).toList());
  }

  @Override
  public List<String> looks(String app) {
    return folders;
  }

  /// Looks for the application's id in the names of all objects of the folder, wherever they say
  /// it.
  @Override
  public long search(String app, String look) {
    return bucket.list(look).filter(object -> object.key().contains(app)).count();
  }
}
