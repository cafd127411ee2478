package dev.lethe.shared.disclosure;

import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of the register: personal data left the system, or somebody was let in to it.
///
/// @param customer whose users it was about
/// @param app the application's id; nothing if it is about all of the customer's
/// @param id of what it was: an export's, for example
/// @param at when it could first be had
/// @param kind what it was
/// @param recipient who could have it
/// @param ground why that is permitted
/// @param by who asked: a secret key, or the operator's credentials, by the beginning of the
///   SHA-256 of the key or of the ARN
/// @param details what is to be said beside: days, numbers; nothing of a subject
public record DisclosureEntry(
    String customer,
    @Nullable String app,
    String id,
    Instant at,
    Kind kind,
    Recipient recipient,
    Ground ground,
    String by,
    Map<String, String> details) {

  /// The detail that says what the operator calls the case which it reads for.
  public static final String REFERENCE = "reference";

  public DisclosureEntry {
    details = Map.copyOf(details);
  }

  /// What was disclosed.
  public enum Kind implements WireNamed {
    /// The archived events of an application.
    APPLICATION_EXPORT,
    /// All that is held of a subject, put together for whoever asked.
    ACCESS_PACKAGE,
    /// The operator reads what is held of a subject: entered before anything is read.
    OPERATOR_READ,
    /// A key of the customer's that opens what is personal, made by the operator, who has seen it.
    OPERATOR_KEY
  }

  /// Who could have it.
  public enum Recipient implements WireNamed {
    /// The customer whose application it is: the controller.
    CUSTOMER,
    /// The operator of this system: the processor.
    OPERATOR,
    /// Whom the operator has to give it to by law.
    PUBLIC_AUTHORITY
  }

  /// Why it is permitted.
  public enum Ground implements WireNamed {
    /// The controller's instruction ([GDPR, Article
    /// 28(3)(a)](https://eur-lex.europa.eu/eli/reg/2016/679/oj)).
    CONTROLLER_INSTRUCTION,
    /// A law of the Union or a Member State that the operator is subject to (the same article).
    LEGAL_OBLIGATION,
    /// Security of processing, such as finding out what an incident did ([GDPR, Article
    /// 32](https://eur-lex.europa.eu/eli/reg/2016/679/oj)).
    SECURITY_OF_PROCESSING
  }
}
