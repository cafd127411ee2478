package dev.lethe.retention.audit;

/// Starts what makes audits.
@FunctionalInterface
public interface Runs {

  void start(Audit audit);
}
