package dev.lethe.shared.content.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.Screenshots;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The screenshots' bucket: sealed objects without metadata, named by whose they are.
public final class S3Screenshots implements Screenshots, SubjectCopies {

  private final S3Client s3;
  private final String bucket;
  private final S3Bucket objects;

  public S3Screenshots(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.objects = new S3Bucket(s3, bucket);
  }

  @Override
  public void keep(ScreenshotName name, Bytes sealed) {
    s3.putObject(
        put -> put.bucket(bucket).key(name.key()), RequestBody.fromBytes(sealed.toArray()));
  }

  @Override
  public void delete(ScreenshotName name) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(name.key()));
  }

  @Override
  public List<ScreenshotName> of(String app, String label) {
    return names(app, label).stream().map(key -> ScreenshotName.of(app, label, key)).toList();
  }

  @Override
  public Optional<Bytes> read(ScreenshotName name) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name.key()));
      return Optional.of(Bytes.copyOf(found.asByteArrayUnsafe()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public long count(String app, String label) {
    return names(app, label).size();
  }

  @Override
  public long erase(String app, String label) {
    var names = names(app, label);
    objects.delete(names);
    return names.size();
  }

  private List<String> names(String app, String label) {
    return objects.list(ScreenshotName.prefix(app, label)).map(S3Object::key).toList();
  }
}
