package dev.lethe.subjects.request;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Clock;
import java.util.List;

class InMemoryRequestBookTest extends RequestBookContract {

  private final InMemoryRequestBook book = new InMemoryRequestBook();

  @Override
  protected RequestBook bookAt(Clock clock) {
    return book.at(clock);
  }

  @Override
  protected List<DisclosureEntry> disclosures() {
    return book.disclosures();
  }
}
