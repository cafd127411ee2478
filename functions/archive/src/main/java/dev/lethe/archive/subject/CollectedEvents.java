package dev.lethe.archive.subject;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.archive.Line;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The events of lines as text: [NDJSON](https://github.com/ndjson/ndjson-spec), a line for each
/// event: when and from where it came, the event as its SDK sent it, and what is kept of it in
/// clear, for counting.
final class CollectedEvents implements AutoCloseable {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator("").build();

  private final Optional<GoalsOrder> forgotten;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;
  private long events;

  /// @param forgotten goals that are shown to nobody any more
  CollectedEvents(Optional<GoalsOrder> forgotten) {
    this.forgotten = forgotten;
    try {
      json = FACTORY.createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
  }

  /// Adds a line's events. Facts that are sealed because its subject asked for it are opened as
  /// well: it is the subject who sees them.
  ///
  /// @throws WrongKeyException if the line does not open
  /// @throws IOException if what is sealed is no content
  void add(Line line, Labelled subject)
      throws WrongKeyException, UndecodableRecordException, IOException {
    var sealed = line.taken().sealed();
    if (sealed == null) {
      return;
    }
    var content = SealedContent.decode(subject.key().open(sealed)).opened(subject.featureKeys());
    var facts = shown(line.opened(subject.key()).taken());
    for (var number = 0; number < content.events().size(); number++) {
      json.writeStartObject();
      json.writeStringField("receivedAt", content.received().toString());
      json.writeStringField("network", content.network());
      json.writeStringField("country", content.country());
      json.writeFieldName("event");
      content.writeEvent(content.events().get(number), json);
      if (facts.size() == content.events().size()) {
        writeFacts(facts.get(number));
      }
      json.writeEndObject();
      json.writeRaw('\n');
      events++;
    }
  }

  private List<Fact> shown(StreamRecord taken) {
    return forgotten.filter(order -> order.covers(taken.received())).isPresent()
        ? Goals.without(taken.facts())
        : taken.facts();
  }

  private void writeFacts(Fact fact) throws IOException {
    json.writeObjectFieldStart("inClear");
    json.writeStringField("time", fact.time().toString());
    if (fact.duration() != null) {
      json.writeNumberField("duration_ms", fact.duration());
    }
    for (var value : new TreeMap<>(fact.values()).entrySet()) {
      json.writeStringField(value.getKey().wireName(), value.getValue());
    }
    json.writeEndObject();
  }

  long events() {
    return events;
  }

  /// What was written.
  byte[] finished() {
    close();
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
  }
}
