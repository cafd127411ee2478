package dev.lethe.shared.packages;

import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Files of packages that are kept as long as a test lives.
public final class InMemoryPackageObjects implements PackageObjects {

  private record Stored(String version, Bytes content) {}

  private final NavigableMap<String, Stored> stored = new TreeMap<>();
  private long versions;
  private Runnable beforeNextReplace = () -> {};

  @Override
  public synchronized String put(String name, Bytes content) {
    var version = Long.toString(++versions);
    stored.put(name, new Stored(version, content));
    return version;
  }

  @Override
  public synchronized boolean replace(String name, String version, Path content) {
    var interference = beforeNextReplace;
    beforeNextReplace = () -> {};
    interference.run();
    if (version(name).filter(version::equals).isEmpty()) {
      return false;
    }
    try {
      put(name, Bytes.copyOf(Files.readAllBytes(content)));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Optional<String> version(String name) {
    return Optional.ofNullable(stored.get(name)).map(Stored::version);
  }

  @Override
  public synchronized Optional<Bytes> read(String name) {
    return Optional.ofNullable(stored.get(name)).map(Stored::content);
  }

  @Override
  public synchronized List<String> list(String prefix) {
    return stored.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  @Override
  public synchronized void delete(Collection<String> names) {
    names.forEach(stored::remove);
  }

  /// All names.
  public synchronized List<String> names() {
    return List.copyOf(stored.keySet());
  }

  /// Does something when the next package is finished, just before it is there.
  public void beforeNextReplace(Runnable interference) {
    beforeNextReplace = interference;
  }
}
