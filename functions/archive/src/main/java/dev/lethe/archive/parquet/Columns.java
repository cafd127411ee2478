package dev.lethe.archive.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.lethe.shared.record.Dimension;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// The columns of a file, in their order; the label is the last, so that it and the footer are one
/// range at the end of an object. Names and types are those of the table in `template.yaml`; new
/// ones go at the end of `facts`, or before `label`, and may be empty: files of before are there
/// for 90 days.
final class Columns {

  static final String LABEL = "label";

  static final MessageType ALL = all();

  /// What no two lines have alike: a dictionary of it is larger than itself.
  static final List<String> ALL_DIFFERENT =
      List.of(
          "sequence",
          "sealed",
          "sealed_facts",
          LABEL,
          "facts.list.element.digest",
          "facts.list.element.raw",
          "facts.list.element.time");

  /// Of these the footer would hold the least and the greatest, and nobody asks for a range.
  static final List<String> WITHOUT_STATISTICS =
      List.of(
          "sequence",
          "sealed",
          "sealed_facts",
          LABEL,
          "facts.list.element.digest",
          "facts.list.element.session");

  /// Random bytes do not get smaller.
  static final List<String> NOT_COMPRESSED = List.of("sealed", "sealed_facts", LABEL);

  private Columns() {}

  private static MessageType all() {
    var fact = Types.buildGroup(Type.Repetition.REQUIRED);
    fact.required(BINARY).as(stringType()).named("type");
    fact.optional(INT64).as(timestampType(true, MILLIS)).named("raw");
    fact.required(INT64).as(timestampType(true, MILLIS)).named("time");
    fact.required(BINARY).named("digest");
    fact.optional(BINARY).named("session");
    fact.optional(INT64).named("duration");
    for (var dimension : Dimension.values()) {
      fact.optional(BINARY).as(stringType()).named(dimension.wireName());
    }
    return Types.buildMessage()
        .required(INT64)
        .named("shard")
        .required(BINARY)
        .as(stringType())
        .named("sequence")
        .required(BINARY)
        .as(stringType())
        .named("app")
        .required(INT64)
        .named("state")
        .required(INT32)
        .as(dateType())
        .named("born")
        .required(BINARY)
        .as(stringType())
        .named("zone")
        .required(INT32)
        .named("retention")
        .required(INT64)
        .as(timestampType(true, MILLIS))
        .named("received")
        .addField(Types.requiredList().requiredElement(BINARY).as(stringType()).named("purposes"))
        .addField(Types.requiredList().element(fact.named("element")).named("facts"))
        .optional(BINARY)
        .named("sealed")
        .optional(BINARY)
        .named("sealed_facts")
        .required(BINARY)
        .as(stringType())
        .named(LABEL)
        .named("line");
  }
}
