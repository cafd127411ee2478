package dev.lethe.subjects.work;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The subjects of requests, in the Vault.
public interface Subjects {

  /// Whom a request names; nobody if its work is over.
  List<Subject> named(CaseId id);

  /// A subject as the Vault has it.
  ///
  /// @param retraction the version of the state that took the subject out of statistics, as long as
  ///   the command that says so is not in the lane for sure
  record Stored(SubjectState state, @Nullable Long retraction) {}

  /// A subject as it stands now.
  Stored find(String app, Pseudonym subject);

  /// The devices that a user was first seen with in a life or one before it, and nobody else was.
  ///
  /// @param lives how many lives of the user had begun or ended then
  Set<Pseudonym> devicesAlone(String app, Pseudonym user, long lives);

  /// What was ordered for a subject; nothing if nothing was.
  Optional<Order> order(CaseId id, Pseudonym subject);

  /// All that was ordered for a request.
  List<Order> orders(CaseId id);

  /// Changes a subject's state and notes what is ordered, both or none.
  ///
  /// @param retentionDays for how many days the application keeps a subject's data
  /// @return whether the state was still `before`, the request's work is not over, nothing was
  ///   ordered for the subject before, and both are written
  boolean change(CaseId id, int retentionDays, Stored before, Stored after, Order order);

  /// The command that takes a subject out of statistics is in the lane.
  ///
  /// @param retraction the version of the state that it carries
  void inLane(String app, Pseudonym subject, long retraction);

  /// How many items the Vault holds of a life beside the tombstone: its state, its label, its
  /// profile, and links of it and those before.
  long count(String app, Order order);

  /// Removes what [#count] counts, but never what is of a later life.
  void remove(String app, Order order);

  /// Forgets what was done for a request.
  void close(CaseId id);
}
