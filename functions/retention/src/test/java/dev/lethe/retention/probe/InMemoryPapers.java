package dev.lethe.retention.probe;

import dev.lethe.shared.record.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Papers that live as long as a test.
public final class InMemoryPapers implements Papers {

  private final TreeMap<String, Paper> papers = new TreeMap<>();

  @Override
  public Optional<Paper> read(String name) {
    return Optional.ofNullable(papers.get(name));
  }

  @Override
  public boolean create(String name, Bytes content) {
    return papers.putIfAbsent(name, new Paper(UUID.randomUUID().toString(), content)) == null;
  }

  @Override
  public boolean replace(String name, String version, Bytes content) {
    var now = papers.get(name);
    if (now == null || !now.version().equals(version)) {
      return false;
    }
    papers.put(name, new Paper(UUID.randomUUID().toString(), content));
    return true;
  }

  @Override
  public List<String> names(String prefix) {
    return papers.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  @Override
  public void delete(Collection<String> names) {
    papers.keySet().removeAll(names);
  }
}
