package dev.lethe.aggregate.restore;

import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Files that live as long as a test.
final class InMemoryWorkFiles implements WorkFiles {

  private final TreeMap<String, Bytes> files = new TreeMap<>();

  @Override
  public void keep(String name, Bytes content) {
    files.putIfAbsent(name, content);
  }

  @Override
  public Optional<Bytes> read(String name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public List<String> names(String prefix) {
    return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    files.keySet().removeAll(names);
  }
}
