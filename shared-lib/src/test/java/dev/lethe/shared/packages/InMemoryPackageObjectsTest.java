package dev.lethe.shared.packages;

class InMemoryPackageObjectsTest extends PackageObjectsContract {

  private final InMemoryPackageObjects objects = new InMemoryPackageObjects();

  @Override
  protected PackageObjects objects() {
    return objects;
  }
}
