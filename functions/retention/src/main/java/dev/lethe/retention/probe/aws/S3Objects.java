package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.ObjectSeen;
import dev.lethe.retention.probe.ObjectSeen.State;
import dev.lethe.retention.probe.Objects;
import dev.lethe.retention.probe.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// Buckets of S3, by lists of versions: of a bucket that keeps none these are its objects.
public final class S3Objects implements Objects {

  private final S3Client s3;
  private final Map<Place, String> buckets;

  public S3Objects(S3Client s3, Map<Place, String> buckets) {
    this.s3 = s3;
    this.buckets = Map.copyOf(buckets);
  }

  private String bucket(Place place) {
    var bucket = buckets.get(place);
    if (bucket == null) {
      throw new IllegalArgumentException("There is no such bucket.");
    }
    return bucket;
  }

  @Override
  public Stream<ObjectSeen> after(Place bucket, String name) {
    return s3
        .listObjectVersionsPaginator(
            list -> list.bucket(bucket(bucket)).keyMarker(name.isEmpty() ? null : name))
        .stream()
        .flatMap(S3Objects::page);
  }

  /// A page tells versions and marks apart, each in the order of names.
  private static Stream<ObjectSeen> page(ListObjectVersionsResponse page) {
    return Stream.concat(
            page.versions().stream().map(S3Objects::version),
            page.deleteMarkers().stream().map(S3Objects::mark))
        .sorted(Comparator.comparing(ObjectSeen::name, S3Objects::compare));
  }

  /// As S3 does: by the bytes of UTF-8, whose order is that of code points.
  private static int compare(String one, String other) {
    return java.util.Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
  }

  private static ObjectSeen version(ObjectVersion version) {
    return new ObjectSeen(
        version.key(),
        version.size(),
        version.lastModified(),
        version.isLatest() ? State.CURRENT : State.OLDER);
  }

  private static ObjectSeen mark(DeleteMarkerEntry mark) {
    return new ObjectSeen(mark.key(), 0, mark.lastModified(), State.DELETED);
  }

  @Override
  public Stream<Instant> unfinished(Place bucket) {
    return s3.listMultipartUploadsPaginator(list -> list.bucket(bucket(bucket))).uploads().stream()
        .map(MultipartUpload::initiated);
  }
}
