package dev.lethe.subjects.callback.https;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.callback.Caller;
import dev.lethe.subjects.callback.NotTakenException;
import dev.lethe.subjects.callback.NotTakenException.Reason;
import dev.lethe.subjects.callback.https.HttpsCaller.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls over real TLS, to a server on loopback that is taken for a public one here.
@Timeout(30)
class HttpsCallerTest {

  private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.2");
  private static final Bytes BODY = Bytes.copyOf("{\"ä\":1}".getBytes(UTF_8));
  private static final Map<String, String> HEADERS = Map.of("X-OpenDSR-Signature", "c2lnbg==");

  private final AtomicInteger asked = new AtomicInteger();

  private static Caller caller(Names names, Duration longest) {
    return new HttpsCaller(
        names,
        address -> address.equals(SERVER) || address.equals(NOBODY),
        TlsServer.trusting(),
        longest);
  }

  private Caller caller(InetAddress... addresses) {
    return caller(
        host -> {
          asked.incrementAndGet();
          assertThat(host).isEqualTo(TlsServer.NAME);
          return List.of(addresses);
        },
        HttpsCaller.LONGEST_CALL);
  }

  private static void post(Caller caller, String url) throws NotTakenException {
    caller.post(URI.create(url), HEADERS, BODY);
  }

  private static void refused(Reason reason, Caller caller, String url) {
    assertThatExceptionOfType(NotTakenException.class)
        .isThrownBy(() -> post(caller, url))
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
        .withNoCause();
  }

  @Test
  void whatIsSentArrivesAtWhomTheCertificateIsOf() throws NotTakenException {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      post(caller(SERVER), server.url());
      assertThat(server.requests())
          .containsExactly(
              """
              POST /callbacks?token=7 HTTP/1.1
              Accept: application/json
              Connection: close
              Content-Length: 8
              Content-Type: application/json
              Host: %s:%d
              User-Agent: Lethe
              X-OpenDSR-Signature: c2lnbg==

              {"Ã¤":1}\
              """
                  .formatted(TlsServer.NAME, server.port())
                  .replace("\n", "\r\n"));
      assertThat(server.serverNames()).containsExactly(TlsServer.NAME);
      assertThat(asked).as("resolved once: what was looked at is what is called").hasValue(1);
    }
  }

  @Test
  void anAddressWithoutAPathIsCalledAtItsRoot() throws NotTakenException {
    try (var server = TlsServer.answering("HTTP/1.0 204\r\n\r\n")) {
      post(caller(SERVER), "https://" + TlsServer.NAME + ":" + server.port());
      assertThat(server.requests().getFirst()).startsWith("POST / HTTP/1.1\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectionsAreNotFollowed(int status) {
    try (var target = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n");
        var server =
            TlsServer.answering(
                "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(status, target.url()))) {
      refused(Reason.REFUSED, caller(SERVER), server.url());
      assertThat(server.requests()).hasSize(1);
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410, 429, 500, 503})
  void otherAnswersAreFailures(int status) {
    try (var server = TlsServer.answering("HTTP/1.1 " + status + "\r\n\r\n")) {
      refused(Reason.REFUSED, caller(SERVER), server.url());
    }
  }

  @Test
  void interimAnswersArePassedOver() throws NotTakenException {
    try (var server =
        TlsServer.answering(
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n")) {
      post(caller(SERVER), server.url());
    }
  }

  @Test
  void aBodyWithoutEndIsNotRead() throws NotTakenException {
    var ended = new CountDownLatch(1);
    try (var server =
        new TlsServer(client -> {
          try {
            client.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            while (true) {
              client.write(new byte[64 * 1024]);
            }
          } finally {
            ended.countDown();
          }
        })) {
      post(caller(SERVER), server.url());
      assertThat(awaited(ended)).as("the connection is closed").isTrue();
    }
  }

  @Test
  void whatGoesOnWithoutAStatusIsNotReadForLong() {
    var interim = "HTTP/1.1 100 Continue\r\n\r\n";
    try (var server =
        new TlsServer(client -> {
          while (true) {
            client.write(interim.getBytes(UTF_8));
          }
        })) {
      refused(Reason.UNREACHABLE, caller(SERVER), server.url());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", "SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n", "\r\n"})
  void whatIsNoAnswerIsAFailure(String answer) {
    try (var server = TlsServer.answering(answer)) {
      refused(Reason.UNREACHABLE, caller(SERVER), server.url());
    }
  }

  @Test
  void whoDoesNotAnswerIsWaitedForNoLongerThanACallMayTake() {
    var closed = new CountDownLatch(1);
    try (var server =
        new TlsServer(client -> {
          try {
            while (true) {
              // A line that never ends, a byte at a time: each read ends, and the whole does not.
              client.write('H');
              TimeUnit.MILLISECONDS.sleep(20);
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          } finally {
            closed.countDown();
          }
        })) {
      var hurried = caller(host -> List.of(SERVER), Duration.ofMillis(700));
      refused(Reason.TOO_SLOW, hurried, server.url());
      assertThat(awaited(closed)).isTrue();
    }
  }

  @Test
  void aNameServerThatDoesNotAnswerIsNotWaitedForEither() {
    var never = new CountDownLatch(1);
    var hurried =
        caller(
            host -> {
              awaited(never);
              return List.of(SERVER);
            },
            Duration.ofMillis(200));
    refused(Reason.TOO_SLOW, hurried, "https://" + TlsServer.NAME + "/");
    never.countDown();
  }

  @Test
  void aNameWithAnyAddressThatIsNotPublicIsNotCalled() {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      var inside = InetAddress.ofLiteral("10.0.0.1");
      refused(Reason.NOT_PUBLIC, caller(SERVER, inside), server.url());
      refused(Reason.NOT_PUBLIC, caller(inside, SERVER), server.url());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void oursAreNotPublic() {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      refused(Reason.NOT_PUBLIC, new HttpsCaller(), "https://localhost:" + server.port() + "/");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void whoIsNotThereIsPassedOverForAnotherAddressOfTheName() throws NotTakenException {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      post(caller(NOBODY, SERVER), server.url());
      refused(Reason.UNREACHABLE, caller(NOBODY), server.url());
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aNameThatNobodyKnowsIsAFailure() {
    var unknown =
        caller(
            host -> {
              throw new UnknownHostException(host);
            },
            HttpsCaller.LONGEST_CALL);
    refused(Reason.UNKNOWN_HOST, unknown, "https://" + TlsServer.NAME + "/");
  }

  @Test
  void aCertificateOfAnotherNameIsNotTaken() {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      var other = caller(host -> List.of(SERVER), HttpsCaller.LONGEST_CALL);
      refused(Reason.NOT_TRUSTED, other, "https://other.example:" + server.port() + "/");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateOfNobodyWhoIsTrustedIsNotTaken() {
    try (var server = TlsServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      var usual =
          new HttpsCaller(
              host -> List.of(SERVER),
              address -> true,
              (SSLSocketFactory) SSLSocketFactory.getDefault(),
              HttpsCaller.LONGEST_CALL);
      refused(Reason.NOT_TRUSTED, usual, server.url());
      assertThat(server.requests()).isEmpty();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
