package dev.lethe.subjects.receipt;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// That an erasure is closed: of what its receipt left to end by itself, all that can be looked at
/// is gone, backups too. Of what lasts longer it says until when, as the receipt did.
///
/// @param request the request's id
/// @param customer the customer's id
/// @param app the application's id
/// @param verified when the erasure was
/// @param closes the receipt of the erasure, as the end of its chain when it was issued
/// @param remains what was seen of each residue that can be measured, in the order of [Residue]
public record ClosedErasure(
    String request,
    String customer,
    String app,
    Instant verified,
    ChainHead closes,
    List<Remains> remains)
    implements Statement {

  /// @throws IllegalArgumentException if something is not gone, or was not looked at
  public ClosedErasure {
    remains = remains.stream().sorted(Comparator.comparing(Remains::of)).toList();
    if (!of(remains).equals(measured(Residue.values())) || remains.size() != of(remains).size()) {
      throw new IllegalArgumentException("Not each residue was looked at, and once.");
    }
    for (var one : remains) {
      if (!one.areWithout(verified) || one.at().isBefore(verified)) {
        throw new IllegalArgumentException("Something is left of an erasure.");
      }
    }
    if (closes.number() < 1) {
      throw new IllegalArgumentException("There is no receipt to close.");
    }
  }

  /// The closing of an erasure, if all that can be looked at is gone.
  ///
  /// @param receipt of the erasure
  /// @param remains what was seen; what is missing could not be told
  static Optional<ClosedErasure> of(SignedReceipt receipt, List<Remains> remains) {
    var erasure = ErasureReceipt.read(receipt);
    var isGone = remains.stream().allMatch(one -> one.areWithout(erasure.verified()));
    return isGone && of(remains).equals(measured(Residue.values()))
        ? Optional.of(
            new ClosedErasure(
                receipt.request(),
                receipt.customer(),
                erasure.app(),
                erasure.verified(),
                receipt.head(),
                remains))
        : Optional.empty();
  }

  private static EnumSet<Residue> of(List<Remains> remains) {
    return remains.stream()
        .map(Remains::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Residue.class)));
  }

  /// Those of them that can be measured.
  static EnumSet<Residue> measured(Residue... residues) {
    return List.of(residues).stream()
        .filter(Residue::isMeasured)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Residue.class)));
  }

  @Override
  public String name() {
    return name(request);
  }

  /// The name of the closing of a request's erasure.
  public static String name(String request) {
    return request + "-closing";
  }

  @Override
  public Instant measured() {
    return remains.stream().map(Remains::at).max(Comparator.naturalOrder()).orElseThrow();
  }
}
