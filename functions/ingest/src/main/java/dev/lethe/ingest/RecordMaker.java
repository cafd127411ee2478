package dev.lethe.ingest;

import dev.lethe.ingest.Sorted.Admission;
import dev.lethe.ingest.gate.Lives.Living;
import dev.lethe.ingest.gate.Verdict;
import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.Content;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.content.ContentPart;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.SubjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the records of one request: facts in clear, and everything that is kept under the
/// subject's key; what a feature lets through, under the feature's as well.
///
/// @param origin where the request came from
/// @param ofAll what the batch said of all its events
record RecordMaker(
    Application application,
    FeatureKeys featureKeys,
    @Nullable Origin origin,
    @Nullable Content ofAll,
    Instant received) {

  /// How much one record may hold before it is sealed and encoded, in bytes. Kinesis takes 1 MiB
  /// (<https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>).
  private static final int LARGEST = 900 * 1024;

  /// What a fact takes beside its values' texts, in bytes: its names, times and digests.
  private static final int FACT_BYTES = 300;

  private static final int BYTES_OF_CHARACTER = 3;

  /// The records of one subject's events; more than one if they would be too large together.
  List<StreamRecord> of(Verdict.Admitted admitted, Living living, List<Admission> admissions) {
    var records = new ArrayList<StreamRecord>();
    var part = new ArrayList<Admission>();
    var size = 0;
    for (var admission : admissions) {
      var more = size(admission);
      if (!part.isEmpty() && size + more > LARGEST) {
        records.add(toRecord(admitted, living, part));
        part.clear();
        size = 0;
      }
      part.add(admission);
      size += more;
    }
    records.add(toRecord(admitted, living, part));
    return records;
  }

  private static int size(Admission admission) {
    var texts = admission.fact().values().values().stream().mapToInt(String::length).sum();
    return FACT_BYTES + BYTES_OF_CHARACTER * texts + admission.event().content().size();
  }

  private StreamRecord toRecord(
      Verdict.Admitted admitted, Living living, List<Admission> admissions) {
    return new StreamRecord(
        application.id(),
        living.life().label(),
        living.state().version(),
        living.life().born(),
        application.settings().timeZone(),
        application.settings().retentionDays(),
        received,
        admitted.purposes(),
        admitted.restricted()
            ? List.of()
            : admissions.stream().map(admission -> fact(admission, living.key())).toList(),
        living.key().seal(content(admissions).encode()));
  }

  private static Fact fact(Admission admission, SubjectKey key) {
    var draft = admission.fact();
    var messageId = admission.event().messageId();
    return new Fact(
        draft.type(),
        draft.time().raw(),
        draft.time().corrected(),
        key.digest(
            messageId == null
                ? admission.event().content().whole()
                : messageId.getBytes(StandardCharsets.UTF_8)),
        draft.session() == null
            ? null
            : key.digest(draft.session().getBytes(StandardCharsets.UTF_8)),
        draft.duration(),
        draft.values());
  }

  private SealedContent content(List<Admission> admissions) {
    var parts = new EnumMap<Feature, List<ContentPart>>(Feature.class);
    var keptOfAll = ofAll == null ? null : kept(ofAll, ContentPart.OF_ALL, parts);
    var events = new ArrayList<Bytes>();
    for (var admission : admissions) {
      events.add(kept(admission.event().content(), events.size(), parts));
    }
    var sealed = new EnumMap<Feature, Bytes>(Feature.class);
    parts.forEach((feature, ofFeature) ->
        sealed.put(feature, featureKeys.seal(feature, ContentPart.encode(ofFeature))));
    return new SealedContent(
        received,
        origin == null
            ? null
            : origin.network().widened(application.settings().masking()).toString(),
        origin == null ? null : origin.country(),
        keptOfAll,
        events,
        sealed);
  }

  /// What is kept without a feature.
  ///
  /// @param parts gets what features let through
  private Bytes kept(Content content, int event, Map<Feature, List<ContentPart>> parts) {
    var settings = application.settings();
    var masked =
        settings.masking().equals(Masking.STANDARD) ? content : content.masked(settings.masking());
    var kept = masked.keptBy(settings.features());
    kept.parts()
        .forEach(part ->
            parts
                .computeIfAbsent(part.feature(), feature -> new ArrayList<>())
                .add(new ContentPart(event, part.at(), part.field())));
    return kept.always();
  }
}
