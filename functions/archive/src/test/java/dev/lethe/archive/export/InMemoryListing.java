package dev.lethe.archive.export;

import dev.lethe.archive.InMemoryArchive;
import java.util.Collection;
import java.util.List;

/// Lists objects that live as long as a test.
record InMemoryListing(InMemoryArchive objects) implements Listing {

  @Override
  public List<Listed> list(String prefix) {
    return objects.names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> new Listed(name, objects.read(name).orElseThrow().content().length()))
        .toList();
  }

  @Override
  public void delete(Collection<String> names) {
    names.forEach(objects::delete);
  }
}
