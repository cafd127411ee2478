package dev.lethe.subjects.request;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.retention.Term;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is kept of a request: nothing by which its subject can be found.
///
/// @param customer whose users it is about one of, and who asked, unless the operator did
/// @param app the application whose subject it is about
/// @param by what the key that asked is called in records; the operator's credentials likewise
/// @param id the customer's own for it; of a read of the operator's ours
/// @param submitted when the subject asked the customer
/// @param purposes what an objection or a withdrawal is about
/// @param callbacks what is called at each change
/// @param fingerprint of the whole request, under the application's [RequestSecret]
/// @param identities the hashes of the subject's identities, under the same
/// @param grace for how long it waits before its work begins
/// @param joined the request whose work serves this one too; nothing if it has its own
/// @param breakGlass why the operator reads; nothing if the customer asked
/// @param timeline what became of it
/// @param steps what was done for it, each as [Step#text()] says it, and when for the first time
public record EnteredRequest(
    String customer,
    String app,
    String by,
    UUID id,
    RequestType type,
    Regulation regulation,
    Instant submitted,
    Set<Purpose> purposes,
    List<URI> callbacks,
    Bytes fingerprint,
    Set<Bytes> identities,
    Duration grace,
    @Nullable UUID joined,
    @Nullable BreakGlass breakGlass,
    Timeline timeline,
    Map<String, Instant> steps) {

  /// What a read of the operator's is called where requests are told of.
  private static final String OPERATOR_READ = DisclosureEntry.Kind.OPERATOR_READ.wireName();

  /// Longer than the 24 months of requirement T5.
  public static final Duration KEPT = Term.REQUESTS.length();

  public EnteredRequest {
    purposes = Set.copyOf(purposes);
    callbacks = List.copyOf(callbacks);
    identities = Set.copyOf(identities);
    steps = Map.copyOf(steps);
  }

  /// Who asked, and for which application.
  ///
  /// @param app the application that was found to be the customer's
  /// @param by what the key that asked is called in records, or the operator's credentials
  /// @param grace for how long requests of the application wait
  /// @param breakGlass why the operator reads; nothing if the customer asks
  public record Asked(
      String customer, String app, String by, Duration grace, @Nullable BreakGlass breakGlass) {}

  /// What is kept of a request that was received now.
  public static EnteredRequest of(
      SubjectRequest request, Asked asked, RequestSecret secret, Instant now) {
    return new EnteredRequest(
        asked.customer(),
        asked.app(),
        asked.by(),
        request.id(),
        request.type(),
        request.regulation(),
        request.submitted(),
        request.purposes(),
        request.callbacks(),
        secret.fingerprint(request),
        request.identities().stream().map(secret::identityHash).collect(toUnmodifiableSet()),
        asked.grace(),
        null,
        asked.breakGlass(),
        Timeline.received(now),
        Map.of(Step.of(Step.Kind.RECEIVED).text(), now));
  }

  /// The same with another timeline.
  public EnteredRequest with(Timeline later) {
    return changed(joined, later, steps);
  }

  /// The same, served by the work of another.
  public EnteredRequest joinedTo(UUID first) {
    return changed(first, timeline, steps);
  }

  /// The same with one step more; of steps that are the same the first is kept.
  public EnteredRequest with(Step step, Instant at) {
    var more = new HashMap<>(steps);
    more.putIfAbsent(step.text(), at);
    return changed(joined, timeline, more);
  }

  private EnteredRequest changed(
      @Nullable UUID first, Timeline later, Map<String, Instant> allSteps) {
    return new EnteredRequest(
        customer,
        app,
        by,
        id,
        type,
        regulation,
        submitted,
        purposes,
        callbacks,
        fingerprint,
        identities,
        grace,
        first,
        breakGlass,
        later,
        allSteps);
  }

  /// The request whose work serves this one: itself, unless it was joined.
  public UUID served() {
    return joined == null ? id : joined;
  }

  /// Who it is about, as far as one can tell: the same text for the same identities of the same
  /// application, all of them and no more.
  public String subject() {
    var hex = HexFormat.of();
    return app
        + '#'
        + identities.stream()
            .map(hash -> hex.formatHex(hash.toArray()))
            .sorted()
            .collect(joining("+"));
  }

  /// Whether it is noted that of an erasure nothing is left in backups.
  public boolean isClosed() {
    return steps.containsKey(Step.of(Step.Kind.CLOSED).text());
  }

  /// What it is about, in a word: its type, or that the operator reads.
  public String about() {
    return breakGlass == null ? type.wireName() : OPERATOR_READ;
  }

  /// The entry in the register of disclosures without which no read of the operator's is entered;
  /// nothing if the customer asked.
  public Optional<DisclosureEntry> disclosure() {
    return Optional.ofNullable(breakGlass)
        .map(why ->
            new DisclosureEntry(
                customer,
                app,
                id.toString(),
                timeline.received(),
                DisclosureEntry.Kind.OPERATOR_READ,
                why.recipient(),
                why.ground(),
                by,
                Map.of(DisclosureEntry.REFERENCE, why.reference())));
  }

  /// When it is kept no longer.
  public Instant expires() {
    return timeline.received().plus(KEPT);
  }

  /// When it is expected to be completed, or was.
  public Instant expectedCompletion(Instant now) {
    return timeline.expectedCompletion(type, submitted, grace, now);
  }

  /// For how much longer it waits.
  public Duration waits(Instant now) {
    var left = Duration.between(now, timeline.received().plus(grace));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
