package dev.lethe.subjects.request;

import java.time.Clock;

class InMemoryRequestBookTest extends RequestBookContract {

  private final InMemoryRequestBook book = new InMemoryRequestBook();

  @Override
  protected RequestBook bookAt(Clock clock) {
    return book.at(clock);
  }
}
