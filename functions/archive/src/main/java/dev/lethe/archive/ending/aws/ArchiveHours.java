package dev.lethe.archive.ending.aws;

import dev.lethe.archive.ending.Hours;
import dev.lethe.shared.aws.S3Bucket;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Hours by the names of objects in S3.
public final class ArchiveHours implements Hours {

  private static final String LINES = "lines/";

  /// `lines/day=2026-11-26/hour=05/90-…`
  private static final Pattern NAME = Pattern.compile(LINES + "((day=[^/]+)/hour=[^/]+)/.*");

  private final S3Bucket bucket;

  public ArchiveHours(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public List<String> all() {
    return parts(1);
  }

  @Override
  public List<String> days() {
    return parts(2);
  }

  private List<String> parts(int group) {
    return names("")
        .map(NAME::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(group))
        .distinct()
        .toList();
  }

  @Override
  public List<String> objects(String hour) {
    return names(hour + '/').toList();
  }

  @Override
  public List<String> objectsOfDay(String day) {
    return names(day + '/').toList();
  }

  private Stream<String> names(String below) {
    return bucket.list(LINES + below).map(S3Object::key);
  }
}
