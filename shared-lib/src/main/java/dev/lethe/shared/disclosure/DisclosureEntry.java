package dev.lethe.shared.disclosure;

import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.util.Map;

/// An entry of the register: personal data left the system.
///
/// @param customer whose users it was about
/// @param app the application's id
/// @param id of what it was: an export's, for example
/// @param at when it could first be had
/// @param kind what it was
/// @param recipient who could have it
/// @param ground why that is permitted
/// @param by who asked: a secret key, by the beginning of its SHA-256
/// @param details what is to be said beside: days, numbers; nothing of a subject
public record DisclosureEntry(
    String customer,
    String app,
    String id,
    Instant at,
    Kind kind,
    Recipient recipient,
    Ground ground,
    String by,
    Map<String, String> details) {

  public DisclosureEntry {
    details = Map.copyOf(details);
  }

  /// What was disclosed.
  public enum Kind implements WireNamed {
    /// The archived events of an application.
    APPLICATION_EXPORT,
    /// All that is held of a subject who asked for it.
    ACCESS_PACKAGE
  }

  /// Who could have it.
  public enum Recipient implements WireNamed {
    /// The customer whose application it is: the controller.
    CUSTOMER
  }

  /// Why it is permitted.
  public enum Ground implements WireNamed {
    /// The controller's instruction ([GDPR, Article
    /// 28(3)(a)](https://eur-lex.europa.eu/eli/reg/2016/679/oj)).
    CONTROLLER_INSTRUCTION
  }
}
