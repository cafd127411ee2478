package dev.lethe.subjects.request;

/// Applications' second secrets.
@FunctionalInterface
public interface RequestSecrets {

  /// The secret of an application, which has one from the moment on that it can be used.
  RequestSecret of(String app);
}
