package dev.lethe.archive.export;

import dev.lethe.archive.export.Export.Status;
import dev.lethe.shared.disclosure.DisclosureEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Exports that live as long as a test.
final class InMemoryExports implements Exports {

  private final Map<String, Export> exports = new LinkedHashMap<>();
  final List<DisclosureEntry> disclosures = new ArrayList<>();

  @Override
  public void add(Export export) {
    exports.put(export.id(), export);
  }

  @Override
  public void remove(Export export) {
    exports.remove(export.id());
  }

  @Override
  public Optional<Export> find(String customer, String app, String id) {
    return Optional.ofNullable(exports.get(id))
        .filter(found -> found.customer().equals(customer) && found.app().equals(app));
  }

  @Override
  public List<Export> of(String customer, String app) {
    return exports.values().stream()
        .filter(found -> found.customer().equals(customer) && found.app().equals(app))
        .toList();
  }

  @Override
  public void planned(Export export, int parts) {
    var now = now(export);
    put(now, now.status(), parts, now.events());
  }

  @Override
  public void publish(Export export, long events, DisclosureEntry disclosure) {
    var now = now(export);
    if (now.status() == Status.RUNNING) {
      put(now, Status.READY, now.parts(), events);
      disclosures.add(disclosure);
    }
  }

  @Override
  public boolean fail(Export export) {
    var now = now(export);
    if (now.status() == Status.RUNNING) {
      put(now, Status.FAILED, now.parts(), now.events());
    }
    return now(export).status() == Status.FAILED;
  }

  Export now(Export export) {
    return find(export.customer(), export.app(), export.id()).orElseThrow();
  }

  private void put(Export export, Status status, @Nullable Integer parts, @Nullable Long events) {
    add(
        new Export(
            export.customer(),
            export.app(),
            export.id(),
            export.from(),
            export.to(),
            export.requested(),
            export.by(),
            status,
            parts,
            events,
            export.erased()));
  }
}
