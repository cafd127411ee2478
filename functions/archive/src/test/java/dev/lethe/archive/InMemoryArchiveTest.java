package dev.lethe.archive;

class InMemoryArchiveTest extends ArchiveStoresContract {

  private final InMemoryArchive stores = new InMemoryArchive(new InMemoryFiles());

  @Override
  protected ArchiveObjects objects() {
    return stores;
  }

  @Override
  protected Checkpoints checkpoints() {
    return stores;
  }

  @Override
  protected LabelIndex index() {
    return stores;
  }

  @Override
  protected Standings standings() {
    return stores;
  }
}
