package dev.lethe.retention.audit;

import java.util.List;
import java.util.Optional;

/// The audits of applications, as long as they can be had.
public interface Audits {

  /// Enters a new audit.
  void add(Audit audit);

  /// Takes back an audit that was not begun.
  void remove(Audit audit);

  /// An audit; nothing if there is none, or none any more.
  Optional<Audit> find(String customer, String app, String id);

  /// The audits of an application.
  List<Audit> of(String customer, String app);

  /// Notes that it is ready, or has failed. Of one that is not running nothing changes.
  void end(Audit audit, Audit.Status status);
}
