package dev.lethe.retention.ending.aws;

import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.erasure.aws.QueryResults;
import dev.lethe.shared.termination.Emptied;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Results of queries that were there, whatever they are about: one may tell of an application and
/// say neither its id nor a label. There is a day's worth of them at most, and whoever needs one
/// asks again.
public final class EndedQueryResults implements Emptied {

  private static final String ALL = "all";

  private final S3Bucket bucket;
  private final QueryResults results;

  public EndedQueryResults(S3Client s3, String name) {
    this.bucket = new S3Bucket(s3, name);
    this.results = new QueryResults(s3, name);
  }

  @Override
  public List<String> parts(String app) {
    return List.of(ALL);
  }

  @Override
  public long count(String app, String part) {
    return bucket.list("").count();
  }

  @Override
  public void remove(String app, String part) {
    bucket.delete(bucket.list("").map(S3Object::key).toList());
  }

  @Override
  public List<String> looks(String app) {
    return List.of(ALL);
  }

  /// Looks for the application's id in those that are there by then. A query that was running wrote
  /// since; what of it says no id ends with its lifetime.
  @Override
  public long search(String app, String look) {
    return results.count(app, app);
  }
}
