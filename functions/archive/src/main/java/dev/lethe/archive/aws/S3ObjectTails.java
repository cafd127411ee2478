package dev.lethe.archive.aws;

import dev.lethe.archive.ObjectTails;
import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The ends of objects in S3, by [ranges](https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2)
/// that are counted from the end.
public final class S3ObjectTails implements ObjectTails {

  private static final String LINES = "lines/";

  private final S3Client s3;
  private final String bucket;

  public S3ObjectTails(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public List<String> names(LocalDate from) {
    return s3
        .listObjectsV2Paginator(
            list -> list.bucket(bucket).prefix(LINES).startAfter(LINES + "day=" + from))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Override
  public Optional<Tail> read(String name, long bytes) {
    try {
      var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name).range("bytes=-" + bytes));
      return Optional.of(
          new Tail(
              lengthOfAll(found.response().contentRange()),
              Bytes.copyOf(found.asByteArrayUnsafe())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// The last number of `bytes 900-999/1000`.
  private static long lengthOfAll(String range) {
    return Long.parseLong(range.substring(range.indexOf('/') + 1));
  }
}
