package dev.lethe.shared.registry;

import java.util.Set;
import java.util.regex.Pattern;

/// How requests of an application's subjects are served. A change counts for what is asked, begun
/// or called from then on.
///
/// @param graceDays for how many days a request waits, and can be cancelled, before its work
///   begins, 0 to [#LONGEST_GRACE]
/// @param erasures what an erasure does about statistics
/// @param callbackHosts the names that may be called when a request changes, in small letters, at
///   most [#MOST_HOSTS]; with none, any public one
public record RequestSettings(int graceDays, ErasureMode erasures, Set<String> callbackHosts) {

  /// The longest that a request waits, in days: what follows has ten more until the month is over
  /// in which it is to be answered (requirement R8).
  public static final int LONGEST_GRACE = 20;

  public static final int MOST_HOSTS = 10;

  /// What holds unless the customer decides otherwise.
  public static final RequestSettings STANDARD =
      new RequestSettings(0, ErasureMode.SUBTRACT, Set.of());

  /// Names of two parts or more whose last part no number can be: no name is an address in
  /// disguise, nor one that is known in a local network only.
  private static final Pattern PUBLIC_NAME =
      Pattern.compile("([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]");

  /// The longest name of a host (RFC 1035, section 2.3.4), in characters.
  private static final int LONGEST_NAME = 253;

  public RequestSettings {
    callbackHosts = Set.copyOf(callbackHosts);
    if (graceDays < 0 || graceDays > LONGEST_GRACE) {
      throw new IllegalArgumentException("A request waits for 0 to 20 days.");
    }
    if (callbackHosts.size() > MOST_HOSTS
        || !callbackHosts.stream().allMatch(RequestSettings::isPublicName)) {
      throw new IllegalArgumentException("At most 10 public names may be called.");
    }
  }

  /// Whether a host may be public, by its name. What that resolves to is seen when it is called.
  public static boolean isPublicName(String host) {
    return host.length() <= LONGEST_NAME && PUBLIC_NAME.matcher(host).matches();
  }

  public RequestSettings withGraceDays(int days) {
    return new RequestSettings(days, erasures, callbackHosts);
  }

  public RequestSettings with(ErasureMode mode) {
    return new RequestSettings(graceDays, mode, callbackHosts);
  }

  public RequestSettings withCallbackHosts(Set<String> hosts) {
    return new RequestSettings(graceDays, erasures, hosts);
  }
}
