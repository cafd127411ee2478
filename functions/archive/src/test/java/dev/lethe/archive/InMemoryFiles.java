package dev.lethe.archive;

import dev.lethe.shared.record.Bytes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Files that are numbers of what is in memory: for tests that write very many.
public final class InMemoryFiles implements LineFiles {

  private final Map<Bytes, List<Line>> files = new HashMap<>();

  @Override
  public synchronized Bytes write(List<Line> lines) {
    var file = Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(files.size()).array());
    files.put(file, List.copyOf(lines));
    return file;
  }

  @Override
  public synchronized List<Line> read(Bytes file) {
    return files.getOrDefault(file, List.of());
  }
}
