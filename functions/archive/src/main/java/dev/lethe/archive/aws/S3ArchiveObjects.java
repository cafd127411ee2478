package dev.lethe.archive.aws;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Objects in S3.
public final class S3ArchiveObjects implements ArchiveObjects {

  private final S3Bucket objects;

  public S3ArchiveObjects(S3Client s3, String bucket) {
    this.objects = new S3Bucket(s3, bucket);
  }

  @Override
  public boolean create(String name, Bytes content) {
    return objects.create(name, RequestBody.fromBytes(content.toArray()));
  }

  @Override
  public boolean replace(String name, String version, Bytes content) {
    return objects.replace(name, version, RequestBody.fromBytes(content.toArray()));
  }

  @Override
  public Optional<String> version(String name) {
    return objects.version(name);
  }

  @Override
  public Optional<Stored> read(String name) {
    return objects.read(name).map(found -> new Stored(found.version(), found.content()));
  }
}
