package dev.lethe.archive.parquet;

import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/// Takes the values of columns that belong together.
final class Group extends GroupConverter {

  private final List<Converter> fields;
  private final Runnable atStart;
  private final Runnable atEnd;

  /// @param fields in the order of the columns
  Group(Runnable atStart, Runnable atEnd, List<? extends Converter> fields) {
    this.fields = List.copyOf(fields);
    this.atStart = atStart;
    this.atEnd = atEnd;
  }

  /// A list as Parquet writes it: a repeated group of one element.
  static Group list(Converter element) {
    return wrap(wrap(element));
  }

  private static Group wrap(Converter inner) {
    return new Group(() -> {}, () -> {}, List.of(inner));
  }

  @Override
  public Converter getConverter(int index) {
    return fields.get(index);
  }

  @Override
  public void start() {
    atStart.run();
  }

  @Override
  public void end() {
    atEnd.run();
  }
}
