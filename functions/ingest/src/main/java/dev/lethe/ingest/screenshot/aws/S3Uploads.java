package dev.lethe.ingest.screenshot.aws;

import dev.lethe.ingest.screenshot.ScreenshotForm;
import dev.lethe.ingest.screenshot.Uploads;
import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Uploads to the quarantine bucket by [presigned
/// requests](https://docs.aws.amazon.com/AmazonS3/latest/userguide/PresignedUrlUploadObject.html):
/// S3 takes them with the type, the length and the checksum that were signed, and with no others. A
/// mark is an empty object; no form is for an empty picture.
public final class S3Uploads implements Uploads {

  private static final String FOLDER = "uploads/";

  /// Whoever sends a request sets it, and it is in the address.
  private static final String HOST = "host";

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  public S3Uploads(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public Upload offer(String name, ScreenshotForm form, Duration time) {
    var signed =
        presigner.presignPutObject(presign ->
            presign
                .signatureDuration(time)
                .putObjectRequest(put ->
                    put.bucket(bucket)
                        .key(FOLDER + name)
                        .contentType(form.type().mediaType())
                        .contentLength((long) form.bytes())
                        .checksumSHA256(form.sha256())));
    var headers = new HashMap<String, String>();
    signed.signedHeaders().forEach((header, values) -> headers.put(header, values.getFirst()));
    headers.remove(HOST);
    return new Upload(URI.create(signed.url().toString()), headers);
  }

  @Override
  public State state(String name, int most) {
    try (var upload = s3.getObject(get -> get.bucket(bucket).key(FOLDER + name))) {
      var length = upload.response().contentLength();
      if (length == 0) {
        return new State.Settled();
      }
      if (length > most) {
        upload.abort();
        return new State.TooLong();
      }
      return new State.There(Bytes.copyOf(upload.readAllBytes()));
    } catch (NoSuchKeyException e) {
      return new State.Missing();
    } catch (IOException e) {
      throw new UncheckedIOException("An upload cannot be read.", e);
    }
  }

  @Override
  public void settle(String name) {
    s3.putObject(put -> put.bucket(bucket).key(FOLDER + name), RequestBody.empty());
  }

  @Override
  public void discard(String name) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(FOLDER + name));
  }
}
