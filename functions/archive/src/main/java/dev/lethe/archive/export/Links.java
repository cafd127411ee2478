package dev.lethe.archive.export;

import java.net.URI;

/// Addresses that whoever knows them can have an object at, for a short time.
@FunctionalInterface
public interface Links {

  /// The address of an object.
  ///
  /// @param name what the object is to be called where it is kept then
  URI to(String object, String name);
}
