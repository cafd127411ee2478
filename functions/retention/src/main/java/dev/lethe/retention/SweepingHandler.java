package dev.lethe.retention;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.retention.aws.S3Shelf;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Deletes, on a schedule, objects that are past their time. Needs `ARCHIVE_BUCKET`,
/// `SCREENSHOTS_BUCKET`, `EXPORTS_BUCKET` and `AUDITS_BUCKET`.
public final class SweepingHandler implements RequestHandler<ScheduledEvent, Long> {

  private static final Logger LOG = LoggerFactory.getLogger(SweepingHandler.class);

  private final Sweeping sweeping;

  public SweepingHandler() {
    this(Env.ofProcess(), Clients.of(S3Client.builder()));
  }

  private SweepingHandler(Env env, S3Client s3) {
    this(
        new Sweeping(
            Map.of(
                Lifetime.LINES,
                new S3Shelf(new S3Bucket(s3, env.required("ARCHIVE_BUCKET"))),
                Lifetime.SCREENSHOTS,
                new S3Shelf(new S3Bucket(s3, env.required("SCREENSHOTS_BUCKET"))),
                Lifetime.EXPORTS,
                new S3Shelf(new S3Bucket(s3, env.required("EXPORTS_BUCKET"))),
                Lifetime.PACKAGES,
                new S3Shelf(new S3Bucket(s3, env.required("EXPORTS_BUCKET"))),
                Lifetime.MEASURES,
                new S3Shelf(new S3Bucket(s3, env.required("AUDITS_BUCKET")))),
            Clock.systemUTC()));
  }

  SweepingHandler(Sweeping sweeping) {
    this.sweeping = sweeping;
  }

  @Override
  public Long handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          var deleted = sweeping.run();
          LOG.info("{} objects were past their time.", deleted);
          return deleted;
        });
  }
}
