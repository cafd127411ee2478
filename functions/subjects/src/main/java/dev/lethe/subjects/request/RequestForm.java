package dev.lethe.subjects.request;

import dev.lethe.subjects.request.Refusal.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a body says, field by field, of the right types and sizes; what it means is not judged yet.
final class RequestForm {

  static final String REGULATION = "regulation";
  static final String ID = "subject_request_id";
  static final String TYPE = "subject_request_type";
  static final String SUBMITTED = "submitted_time";
  static final String IDENTITIES = "subject_identities";
  static final String API_VERSION = "api_version";
  static final String CALLBACKS = "status_callback_urls";
  static final String EXTENSIONS = "extensions";

  /// The application, before there were extensions (OpenGDPR 0.1).
  static final String PROPERTY = "property_id";

  private static final Set<String> FIELDS =
      Set.of(REGULATION, ID, TYPE, SUBMITTED, IDENTITIES, API_VERSION, CALLBACKS, EXTENSIONS);

  private static final String IDENTITY_TYPE = "identity_type";
  private static final String IDENTITY_VALUE = "identity_value";
  private static final String IDENTITY_FORMAT = "identity_format";
  private static final Set<String> IDENTITY_FIELDS =
      Set.of(IDENTITY_TYPE, IDENTITY_VALUE, IDENTITY_FORMAT);

  private final Map<String, String> texts = new HashMap<>();
  private List<StatedIdentity> identities = List.of();
  private List<String> callbacks = List.of();
  private Extension extension = Extension.NONE;

  private RequestForm() {}

  /// An identity as a body states it; never shown as text.
  record StatedIdentity(String type, String value, String format) {
    @Override
    public String toString() {
      return "StatedIdentity[…]";
    }
  }

  /// Reads a body.
  ///
  /// @param version of the route that it came on
  /// @param domain the key of our own extension
  static RequestForm read(byte[] body, ApiVersion version, String domain)
      throws RequestRefusedException {
    var form = new RequestForm();
    var fields = new TreeSet<>(FIELDS);
    if (version == ApiVersion.OPENGDPR) {
      fields.add(PROPERTY);
    }
    return StrictBody.read(
        body,
        json -> {
          json.object("The body", fields, name -> form.take(name, json, domain));
          return form;
        });
  }

  private void take(String name, StrictBody json, String domain)
      throws IOException, RequestRefusedException {
    switch (name) {
      case IDENTITIES -> identities = identities(json);
      case CALLBACKS ->
          callbacks =
              json.array(
                  name,
                  RequestLimits.CALLBACKS,
                  each -> each.text(name, RequestLimits.CALLBACK_CHARACTERS));
      case EXTENSIONS ->
          json.open(
              name,
              processor -> {
                if (processor.equals(domain)) {
                  extension = Extension.read(json);
                } else {
                  json.skip();
                }
              });
      default -> texts.put(name, json.text(name, RequestLimits.WORD_CHARACTERS));
    }
  }

  /// Reads who a subject is where the body is now.
  static List<StatedIdentity> identities(StrictBody json)
      throws IOException, RequestRefusedException {
    return json.array(IDENTITIES, RequestLimits.IDENTITIES, RequestForm::identity);
  }

  private static StatedIdentity identity(StrictBody json)
      throws IOException, RequestRefusedException {
    var fields = new HashMap<String, String>();
    json.object(
        "Each of " + IDENTITIES,
        IDENTITY_FIELDS,
        name ->
            fields.put(
                name,
                json.text(
                    name,
                    name.equals(IDENTITY_VALUE)
                        ? RequestLimits.IDENTITY_CHARACTERS
                        : RequestLimits.WORD_CHARACTERS)));
    return new StatedIdentity(
        needed(fields, IDENTITY_TYPE),
        needed(fields, IDENTITY_VALUE),
        needed(fields, IDENTITY_FORMAT));
  }

  /// The text of a field that must be there.
  String needed(String field) throws RequestRefusedException {
    return needed(texts, field);
  }

  /// The text of a field that must be there.
  static String needed(Map<String, String> fields, String field) throws RequestRefusedException {
    var text = fields.get(field);
    if (text == null) {
      throw new RequestRefusedException(Reason.MISSING_FIELD, field + " is needed.");
    }
    return text;
  }

  /// The text of a field that may be missing.
  Optional<String> find(String field) {
    return Optional.ofNullable(texts.get(field));
  }

  List<StatedIdentity> identities() {
    return identities;
  }

  List<String> callbacks() {
    return callbacks;
  }

  Extension extension() {
    return extension;
  }
}
