package dev.lethe.subjects.request;

import dev.lethe.shared.address.AddressText;
import dev.lethe.shared.registry.RequestSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Says what is called at each change of a request. What a name resolves to is seen when it is
/// called, not here.
final class CallbackUrls {

  private static final String EACH = "Each of " + RequestForm.CALLBACKS;
  private static final int HTTPS_PORT = 443;

  private CallbackUrls() {}

  /// The addresses, each once.
  ///
  /// @param identities as the request states them: an address is kept, and they are not, so none
  ///   may stand in it
  static List<URI> of(List<String> texts, List<RequestForm.StatedIdentity> identities)
      throws RequestRefusedException {
    var urls = new LinkedHashSet<URI>();
    for (var text : texts) {
      var url = url(text);
      for (var identity : identities) {
        if (says(url, identity.value())) {
          throw StrictBody.invalid(
              EACH, "free of the subject's identities: it is kept, and they are not");
        }
      }
      urls.add(url);
    }
    return new ArrayList<>(urls);
  }

  private static URI url(String text) throws RequestRefusedException {
    try {
      var url = new URI(text);
      var host = url.getHost();
      if ("https".equalsIgnoreCase(url.getScheme())
          && host != null
          && RequestSettings.isPublicName(host)
          && AddressText.parse(host).isEmpty()
          && (url.getPort() == -1 || url.getPort() == HTTPS_PORT)
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below; its message repeats the address.
    }
    throw StrictBody.invalid(
        EACH, "an https address of a public name, without port, user or fragment");
  }

  /// Whether an identity stands in what follows the host, encoded or not, as a word of its own.
  private static boolean says(URI url, String identity) throws RequestRefusedException {
    var asSent = Objects.requireNonNullElse(url.getRawPath(), "") + '?' + url.getRawQuery();
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(identity) + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(asSent + ' ' + decoded(asSent))
        .find();
  }

  private static String decoded(String text) throws RequestRefusedException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StrictBody.invalid(EACH, "well encoded");
    }
  }
}
