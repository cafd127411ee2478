package dev.lethe.subjects.request;

import dev.lethe.shared.address.AddressText;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.vault.Identity;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// What somebody of the operator's asks to read: whom, and why. It is held in memory while the
/// request is answered, and kept nowhere.
///
/// @param identities who the subject is, as in [SubjectRequest]
/// @param why what goes into the register of disclosures
public record OperatorRead(List<Identity> identities, BreakGlass why) {

  private static final String RECIPIENT = "recipient";
  private static final String GROUND = "ground";
  private static final String REFERENCE = "reference";
  private static final Set<String> FIELDS =
      Set.of(RequestForm.IDENTITIES, RECIPIENT, GROUND, REFERENCE);

  /// Too narrow for an e-mail address or a sentence. That it names nobody is for whoever asks: it
  /// cannot be told from a case.
  private static final Pattern REFERENCES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/#-]*");

  public OperatorRead {
    identities = List.copyOf(identities);
  }

  /// Reads a body.
  ///
  /// @throws RequestRefusedException if it does not say whom, for whom, and why
  public static OperatorRead read(byte[] body) throws RequestRefusedException {
    var form = StrictBody.read(body, Form::read);
    var why = new BreakGlass(form.recipient(), form.ground(), form.reference());
    if (form.identities.stream().anyMatch(one -> why.reference().equalsIgnoreCase(one.value()))
        || AddressText.parse(why.reference()).isPresent()) {
      throw StrictBody.invalid(REFERENCE, "what you call the case, and nothing of the subject");
    }
    return new OperatorRead(Identities.of(form.identities, ApiVersion.OPENDSR), why);
  }

  /// The access that serves it, under an id of its own.
  public SubjectRequest access(String app, Instant now) {
    return new SubjectRequest(
        Regulation.GDPR,
        UUID.randomUUID(),
        RequestType.ACCESS,
        now,
        identities,
        List.of(),
        app,
        Set.of(),
        List.of());
  }

  /// Shows why only.
  @Override
  public String toString() {
    return "OperatorRead[" + why + "]";
  }

  private static final class Form {

    private final Map<String, String> texts = new HashMap<>();
    private List<RequestForm.StatedIdentity> identities = List.of();

    private static Form read(StrictBody json) throws IOException, RequestRefusedException {
      var form = new Form();
      json.object("The body", FIELDS, name -> form.take(name, json));
      return form;
    }

    private void take(String name, StrictBody json) throws IOException, RequestRefusedException {
      if (name.equals(RequestForm.IDENTITIES)) {
        identities = RequestForm.identities(json);
      } else {
        texts.put(name, json.text(name, RequestLimits.WORD_CHARACTERS));
      }
    }

    private DisclosureEntry.Recipient recipient() throws RequestRefusedException {
      var recipient =
          RequestReader.word(
              RECIPIENT, DisclosureEntry.Recipient.class, RequestForm.needed(texts, RECIPIENT));
      if (recipient == DisclosureEntry.Recipient.CUSTOMER) {
        throw StrictBody.invalid(RECIPIENT, "somebody else: a customer asks with a key of its own");
      }
      return recipient;
    }

    private DisclosureEntry.Ground ground() throws RequestRefusedException {
      return RequestReader.word(
          GROUND, DisclosureEntry.Ground.class, RequestForm.needed(texts, GROUND));
    }

    private String reference() throws RequestRefusedException {
      var reference = RequestForm.needed(texts, REFERENCE);
      if (reference.length() > RequestLimits.REFERENCE_CHARACTERS
          || !REFERENCES.matcher(reference).matches()) {
        throw StrictBody.invalid(
            REFERENCE,
            "what you call the case: 1 to %d letters, digits and . _ / # -, the first one of the former"
                .formatted(RequestLimits.REFERENCE_CHARACTERS));
      }
      return reference;
    }
  }
}
