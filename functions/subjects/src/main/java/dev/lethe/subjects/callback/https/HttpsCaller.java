package dev.lethe.subjects.callback.https;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.callback.Caller;
import dev.lethe.subjects.callback.NotTakenException;
import dev.lethe.subjects.callback.NotTakenException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Calls by HTTPS. The name is resolved here, once, and the connection goes to an address that was
/// looked at, so that no second answer of a name server leads elsewhere; the certificate must be of
/// the name. Nothing is followed, and of an answer nothing is read but its status: there are no
/// redirections, cookies, proxies or bodies to be careful of, which is why this is no HTTP client
/// of a library: none of the JDK's lets the address be chosen.
public final class HttpsCaller implements Caller {

  /// All of a call: resolving, connecting, TLS, sending, and the answer's status.
  static final Duration LONGEST_CALL = Duration.ofSeconds(20);

  /// Until an address has taken a connection: another of the same name is then tried.
  static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  private static final int HTTPS_PORT = 443;

  /// Asks for the addresses of a name.
  @FunctionalInterface
  interface Names {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  private final Names names;
  private final Predicate<InetAddress> isPublic;
  private final SSLSocketFactory tls;
  private final Duration longest;

  /// Calls public addresses, whose certificates are of authorities that the JDK trusts.
  public HttpsCaller() {
    this(
        host -> List.of(InetAddress.getAllByName(host)),
        PublicAddresses::contain,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        LONGEST_CALL);
  }

  HttpsCaller(
      Names names, Predicate<InetAddress> isPublic, SSLSocketFactory tls, Duration longest) {
    this.names = names;
    this.isPublic = isPublic;
    this.tls = tls;
    this.longest = longest;
  }

  @Override
  public void post(URI to, Map<String, String> headers, Bytes body) throws NotTakenException {
    var request = PostRequest.bytes(to, headers, body);
    var opened = new OpenedSocket();
    // Closed without waiting: a name server that does not answer would hold it up.
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var status =
          threads
              .submit(() -> status(to, request, opened))
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (status / 100 != 2) {
        throw new NotTakenException(Reason.REFUSED);
      }
    } catch (ExecutionException e) {
      throw new NotTakenException(reason(e.getCause()));
    } catch (TimeoutException e) {
      throw new NotTakenException(Reason.TOO_SLOW);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotTakenException(Reason.TOO_SLOW);
    } finally {
      opened.close();
      threads.shutdownNow();
    }
  }

  private static Reason reason(@Nullable Throwable failure) {
    return switch (failure) {
      case NotTakenException known -> known.reason();
      case UnknownHostException unknown -> Reason.UNKNOWN_HOST;
      case SSLException untrusted -> Reason.NOT_TRUSTED;
      case SocketTimeoutException slow -> Reason.TOO_SLOW;
      case IOException broken -> Reason.UNREACHABLE;
      case null, default -> throw new IllegalStateException("A callback cannot be sent.", failure);
    };
  }

  private int status(URI to, byte[] request, OpenedSocket opened)
      throws IOException, NotTakenException {
    var host = to.getHost();
    var port = to.getPort() == -1 ? HTTPS_PORT : to.getPort();
    var plain = connected(checked(host), port, opened);
    try (var secure = (SSLSocket) tls.createSocket(plain, host, port, true)) {
      var parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(host)));
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      secure.getOutputStream().write(request);
      secure.getOutputStream().flush();
      return StatusLine.read(secure.getInputStream());
    }
  }

  /// A name's addresses, if every one of them is public: which one is used is nobody's choice.
  private List<InetAddress> checked(String host) throws UnknownHostException, NotTakenException {
    var addresses = names.addresses(host);
    if (!addresses.stream().allMatch(isPublic)) {
      throw new NotTakenException(Reason.NOT_PUBLIC);
    }
    return addresses;
  }

  private static Socket connected(List<InetAddress> addresses, int port, OpenedSocket opened)
      throws IOException {
    IOException last = new UnknownHostException();
    for (var address : addresses) {
      var socket = opened.next();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) LONGEST_CONNECT.toMillis());
        return socket;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
