package dev.lethe.infra;

import dev.lethe.infra.stack.Stack;
import dev.lethe.ingest.screenshot.Uploads;
import dev.lethe.ingest.screenshot.UploadsContract;
import dev.lethe.ingest.screenshot.aws.S3Uploads;
import dev.lethe.shared.content.Screenshots;
import dev.lethe.shared.content.ScreenshotsContract;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The contracts of the ports for screenshots, held by S3.
class ScreenshotAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final S3Client S3 = STACK.client(S3Client.builder().forcePathStyle(true));

  @Nested
  class InS3Screenshots extends ScreenshotsContract {

    private final String bucket = STACK.output("ScreenshotsBucket");

    /// More than one page of what the contract keeps.
    private final S3Screenshots screenshots = new S3Screenshots(S3, bucket);

    @Override
    protected Screenshots screenshots() {
      return screenshots;
    }

    @Override
    protected SubjectCopies copies() {
      return screenshots;
    }

    @Override
    protected Optional<Bytes> content(String key) {
      try {
        var found = S3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
        return Optional.of(Bytes.copyOf(found.asByteArray()));
      } catch (NoSuchKeyException e) {
        return Optional.empty();
      }
    }
  }

  /// What is offered is uploaded in [ScreenshotsTest].
  @Nested
  class InS3Uploads extends UploadsContract {

    private final String bucket = STACK.output("QuarantineBucket");
    private final Uploads uploads = new S3Uploads(S3, presigner(), bucket);

    private static S3Presigner presigner() {
      return S3Presigner.builder().region(Region.of(STACK.output("region"))).build();
    }

    @Override
    protected Uploads uploads() {
      return uploads;
    }

    @Override
    protected void upload(String name, byte[] picture) {
      S3.putObject(
          put -> put.bucket(bucket).key("uploads/" + name), RequestBody.fromBytes(picture));
    }
  }
}
