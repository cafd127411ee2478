package dev.lethe.archive.parquet;

import dev.lethe.shared.record.Bytes;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/// Takes the values of one column.
final class Leaf extends PrimitiveConverter {

  private final Consumer<Binary> ofBytes;
  private final LongConsumer ofNumbers;

  private Leaf(Consumer<Binary> ofBytes, LongConsumer ofNumbers) {
    this.ofBytes = ofBytes;
    this.ofNumbers = ofNumbers;
  }

  static Leaf text(Consumer<String> take) {
    return new Leaf(value -> take.accept(value.toStringUsingUTF8()), Leaf::refuse);
  }

  static Leaf bytes(Consumer<Bytes> take) {
    return new Leaf(value -> take.accept(Bytes.copyOf(value.getBytes())), Leaf::refuse);
  }

  static Leaf number(LongConsumer take) {
    return new Leaf(Leaf::refuse, take);
  }

  private static void refuse(Object value) {
    throw new UnsupportedOperationException("A column of another type.");
  }

  @Override
  public void addBinary(Binary value) {
    ofBytes.accept(value);
  }

  @Override
  public void addLong(long value) {
    ofNumbers.accept(value);
  }

  @Override
  public void addInt(int value) {
    ofNumbers.accept(value);
  }
}
