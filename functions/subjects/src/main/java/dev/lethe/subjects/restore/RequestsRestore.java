package dev.lethe.subjects.restore;

import java.util.function.Function;

/// Makes the Requests table again, step by step, while nobody reads or writes it. Each step may be
/// killed anywhere and run again.
///
/// @param copying of a restored table, by its name
record RequestsRestore(
    Function<String, Copying> copying,
    RegisterFromVault register,
    ReceiptsFromSafe receipts,
    RequestsSettled requests,
    TerminationsSettled terminations) {

  /// Does a step for a part of a table.
  ///
  /// @param part such as `3/64`
  void take(String step, String source, String part) {
    switch (step) {
      case "copy" -> copying.apply(source).copy(part);
      case "enter" -> register.enter(part);
      case "sweep" -> register.sweep(part);
      case "receipts" -> {
        var slash = part.indexOf('/');
        receipts.copy(
            Integer.parseInt(part.substring(0, slash)),
            Integer.parseInt(part.substring(slash + 1)));
      }
      case "requests" -> requests.settle(part);
      case "terminations" -> terminations.settle(part);
      default -> throw new IllegalArgumentException("There is no such step.");
    }
  }
}
