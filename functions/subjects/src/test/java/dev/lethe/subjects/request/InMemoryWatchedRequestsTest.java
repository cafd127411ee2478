package dev.lethe.subjects.request;

class InMemoryWatchedRequestsTest extends WatchedRequestsContract {

  private final InMemoryRequestBook book = new InMemoryRequestBook();

  @Override
  protected RequestBook book() {
    return book;
  }

  @Override
  protected RequestGroups groups() {
    return book;
  }

  @Override
  protected WatchedRequests watched() {
    return book;
  }
}
