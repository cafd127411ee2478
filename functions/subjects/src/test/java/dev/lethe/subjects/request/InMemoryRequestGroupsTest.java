package dev.lethe.subjects.request;

import java.time.Clock;

class InMemoryRequestGroupsTest extends RequestGroupsContract {

  private final InMemoryRequestBook book = new InMemoryRequestBook();

  @Override
  protected RequestBook bookAt(Clock clock) {
    return book.at(clock);
  }

  @Override
  protected RequestGroups groupsAt(Clock clock) {
    return book.at(clock);
  }

  @Override
  protected RequestsOf requestsAt(Clock clock) {
    return book.at(clock);
  }
}
