package dev.lethe.subjects.restore;

import dev.lethe.shared.vault.InMemoryRegister;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.function.BiConsumer;

/// The register of an application in memory.
record InMemoryStanding(InMemoryRegister register, String app) implements StandingRegister {

  @Override
  public void read(String segment, BiConsumer<String, Pseudonym> sink) {
    register.after(app, null).keySet().forEach(subject -> sink.accept(app, new Pseudonym(subject)));
  }

  @Override
  public void put(String of, Pseudonym subject, SubjectState standing) {
    register.set(of, subject, standing);
  }

  @Override
  public void remove(String of, Pseudonym subject) {
    register.set(of, subject, SubjectState.UNKNOWN);
  }
}
