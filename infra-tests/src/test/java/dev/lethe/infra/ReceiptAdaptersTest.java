package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.SigningCertificate;
import dev.lethe.shared.signing.aws.KmsSigner;
import dev.lethe.subjects.receipt.Erasure;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.ReceiptChainContract;
import dev.lethe.subjects.receipt.ReceiptSafe;
import dev.lethe.subjects.receipt.ReceiptSafeContract;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The stores of receipts hold their contracts on AWS, and what KMS signs is verified by `openssl`.
class ReceiptAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final S3Client S3 = STACK.client(S3Client.builder().forcePathStyle(true));
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final String BUCKET = STACK.output("ReceiptsBucket");

  /// Later than all that the samples say of times.
  private static final Clock CLOCK = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  private final String customer = Erasures.customer();

  private static ReceiptSafe newSafe() {
    return new S3ReceiptSafe(S3, BUCKET);
  }

  private static ReceiptChain newChain(Clock clock) {
    return new DynamoReceiptChain(DYNAMO, STACK.output("RequestsTable"), clock);
  }

  @Nested
  class InDynamo extends ReceiptChainContract {
    @Override
    protected ReceiptChain chain(Clock clock) {
      return newChain(clock);
    }
  }

  @Nested
  class InS3 extends ReceiptSafeContract {

    private final ReceiptSafe safe = newSafe();

    @Override
    protected ReceiptSafe safe() {
      return safe;
    }
  }

  /// As `docs/receipts.md` says, by an authority of this test's.
  private static Receipts issuing(Path folder) throws IOException, InterruptedException {
    var kms = STACK.client(KmsClient.builder());
    var key = STACK.output("SigningKey");
    Files.write(
        folder.resolve("key.der"),
        kms.getPublicKey(get -> get.keyId(key)).publicKey().asByteArray());
    var document = Documents.text("docs/receipts.md");
    var script = document.substring(document.indexOf("# The operator's own authority"));
    run(folder, script.substring(0, script.indexOf("```")));
    var certificate = Bytes.copyOf(Files.readAllBytes(folder.resolve("certificate.pem")));
    var signer = new KmsSigner(kms, key, SigningCertificate.of(certificate));
    return new Receipts(newChain(CLOCK), newSafe(), signer, CLOCK);
  }

  private static String run(Path folder, String script) throws IOException, InterruptedException {
    var output = folder.resolve("output");
    var running =
        new ProcessBuilder("sh", "-eu", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(running.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  @Test
  void opensslVerifiesWhatKmsSigned(@TempDir Path folder) throws Exception {
    var receipt = issuing(folder).issue(Erasures.of(customer));
    Files.write(folder.resolve("first.json"), receipt.file().toArray());
    var document = Documents.text("docs/receipts.md");
    var script = document.substring(document.indexOf("sed -n 2p"));
    assertThat(run(folder, script.substring(0, script.indexOf("```"))))
        .startsWith("Verified OK\n")
        .contains(String.valueOf(receipt.head().hash()));
  }

  @Test
  void whoeverIssuesAtTheSameTimeMakesOneChain(@TempDir Path folder) throws Exception {
    var receipts = issuing(folder);
    var erasures = Stream.generate(() -> Erasures.of(customer)).limit(4).toList();
    try (var issuers = Executors.newVirtualThreadPerTaskExecutor()) {
      var issued =
          Stream.of(1, 2)
              .flatMap(time -> erasures.stream())
              .map(erasure -> issuers.submit(() -> receipts.issue(erasure)))
              .toList();
      assertThat(issued.stream().map(ReceiptAdaptersTest::got).distinct()).hasSize(4);
    }
    assertThat(erasures.stream().map(Erasure::request).map(this::numberOf))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(newSafe().find(customer, 5)).isEmpty();
  }

  private static SignedReceipt got(Future<SignedReceipt> issued) {
    try {
      return issued.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private long numberOf(String request) {
    return newChain(CLOCK).find(customer, request).orElseThrow().number();
  }

  @Test
  void whatIsKeptIsLocked(@TempDir Path folder) throws Exception {
    var receipt = issuing(folder).issue(Erasures.of(customer));
    var name = "receipts/%s/%010d.json".formatted(customer, receipt.number());
    var kept = S3.headObject(head -> head.bucket(BUCKET).key(name));
    var lock = S3.getObjectRetention(get -> get.bucket(BUCKET).key(name)).retention();
    assertThat(lock.mode()).isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
    assertThat(lock.retainUntilDate()).isAfter(Instant.now().plus(Duration.ofDays(759)));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() ->
            S3.deleteObject(delete -> delete.bucket(BUCKET).key(name).versionId(kept.versionId())))
        .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(403));
    assertThat(newSafe().find(customer, receipt.number())).contains(receipt);
  }
}
