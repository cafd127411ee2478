package dev.lethe.shared.steps;

import dev.lethe.shared.rights.CaseId;
import java.util.Map;
import java.util.UUID;

/// What a state machine gives a step: ids and numbers, nothing of a person.
public record StepInput(Map<String, Object> fields) {

  /// A text.
  ///
  /// @throws IllegalArgumentException if there is none
  public String text(String field) {
    if (fields.get(field) instanceof String text) {
      return text;
    }
    throw lacks(field);
  }

  /// A number.
  ///
  /// @throws IllegalArgumentException if there is none
  public long number(String field) {
    if (fields.get(field) instanceof Number number) {
      return number.longValue();
    }
    throw lacks(field);
  }

  /// A number that another step found, by its kind.
  ///
  /// @return 0 if it was not told: nobody had to look
  public long found(String field, String kind) {
    return fields.get(field) instanceof Map<?, ?> numbers
            && numbers.get(kind) instanceof Number number
        ? number.longValue()
        : 0;
  }

  /// The customer's id.
  public String customer() {
    return text("customer");
  }

  /// The customer's id for the request.
  public UUID request() {
    return UUID.fromString(text("request"));
  }

  /// The request, as the Vault knows it.
  public CaseId caseId() {
    return new CaseId(text("app"), request());
  }

  private static IllegalArgumentException lacks(String field) {
    return new IllegalArgumentException("The input lacks " + field + ".");
  }
}
