package dev.lethe.retention.probe;

class InMemoryPapersTest extends PapersContract {

  private final Papers papers = new InMemoryPapers();

  @Override
  protected Papers papers() {
    return papers;
  }
}
