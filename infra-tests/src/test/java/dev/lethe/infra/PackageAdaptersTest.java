package dev.lethe.infra;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.packages.PackageObjects;
import dev.lethe.shared.packages.PackageObjectsContract;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import software.amazon.awssdk.services.s3.S3Client;

/// The files of packages on the local stack.
class PackageAdaptersTest extends PackageObjectsContract {

  private static final Stack STACK = Stack.running();

  private final S3PackageObjects objects =
      new S3PackageObjects(
          STACK.client(S3Client.builder().forcePathStyle(true)), STACK.output("ExportsBucket"));

  @Override
  protected PackageObjects objects() {
    return objects;
  }
}
