package dev.lethe.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// Writes objects again, whoever else does so meanwhile: each over the version that was read only.
final class Rewrites {

  private final ArchiveObjects objects;
  private final LineFiles files;
  private final Executor threads;

  Rewrites(ArchiveObjects objects, LineFiles files, Executor threads) {
    this.objects = objects;
    this.files = files;
    this.threads = threads;
  }

  /// Does something with each object, with several at a time.
  void each(Set<String> names, Consumer<String> task) {
    CompletableFuture.allOf(
            names.stream()
                .map(object -> CompletableFuture.runAsync(() -> task.accept(object), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /// The lines of an object; none if it is not there.
  List<Line> lines(String object) {
    return objects.read(object).map(stored -> files.read(stored.content())).orElse(List.of());
  }

  /// Writes an object with other lines. It stays though it may be empty: a name that is free again
  /// could be taken by who was taken for dead.
  ///
  /// @param change what is to be written in place of its lines, asked again if somebody else wrote
  ///   meanwhile; nothing if the object stays as it is
  void rewrite(String object, Function<List<Line>, Optional<List<Line>>> change) {
    var isDone = false;
    while (!isDone) {
      isDone =
          objects
              .read(object)
              .flatMap(stored ->
                  change
                      .apply(files.read(stored.content()))
                      .map(lines -> objects.replace(object, stored.version(), files.write(lines))))
              .orElse(true);
    }
  }
}
