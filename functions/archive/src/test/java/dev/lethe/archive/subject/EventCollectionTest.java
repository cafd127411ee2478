package dev.lethe.archive.subject;

import static dev.lethe.archive.subject.CollectionWorld.APP;
import static dev.lethe.archive.subject.CollectionWorld.DAYS;
import static dev.lethe.archive.subject.CollectionWorld.ID;
import static dev.lethe.archive.subject.CollectionWorld.OTHER;
import static dev.lethe.archive.subject.CollectionWorld.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.rights.CaseId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventCollectionTest {

  private static final String ONE = "lines/day=2026-11-24/hour=12/1.parquet";
  private static final String TWO = "lines/day=2026-11-24/hour=13/2.parquet";
  private static final String PIECE = "events/lines_day=2026-11-24_hour=12_1.parquet";
  private static final String SECOND = "events/lines_day=2026-11-24_hour=13_2.parquet";

  private final CollectionWorld world = new CollectionWorld();

  @BeforeEach
  void ask() {
    world.isAbout(USER);
  }

  private long collect() {
    return world.collection().collect(ID);
  }

  @Test
  void eachObjectGivesAPieceUnderTheSubjectsKey() {
    world.store(ONE, world.line(USER, "Read", "Written"), world.line(USER, "Sent"));
    world.store(TWO, world.line(USER, "Later"));
    assertThat(collect()).isEqualTo(2);
    assertThat(world.pieces(USER)).containsExactly(PIECE, SECOND);
    assertThat(world.text(USER, PIECE).lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"Read\""),
            line -> assertThat(line).contains("\"Written\""),
            line -> assertThat(line).contains("\"Sent\""));
    assertThat(world.text(USER, SECOND)).contains("\"Later\"");
    var kept = world.packages.read(ID, USER, PIECE).orElseThrow().toArray();
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Read", "event");
  }

  @Test
  void whatIsOfOthersIsNotGiven() {
    var ofAnotherApplication =
        world.line(
            CollectionWorld.record(
                "app_2", USER, List.of(), SealedEvents.of(world.key(USER), "Elsewhere")));
    world.store(ONE, world.line(USER, "Mine"), world.line(OTHER, "Theirs"), ofAnotherApplication);
    assertThat(collect()).isEqualTo(1);
    assertThat(world.text(USER, PIECE)).contains("Mine").doesNotContain("Theirs", "Elsewhere");
    assertThat(world.pieces(OTHER)).isEmpty();
  }

  @Test
  void whatIsPastItsTimeIsNotGiven() {
    world.store(ONE, world.line(USER, "Old"));
    var over = Records.NOON.plus(Duration.ofDays(DAYS));
    assertThat(world.collection(over).collect(ID)).isZero();
    assertThat(world.objects.names()).isEmpty();
    assertThat(world.collection(over.minusMillis(1)).collect(ID)).isEqualTo(1);
  }

  @Test
  void eachLifeHasItsOwn() {
    world.isAbout(OTHER);
    world.isAbout(null);
    world.store(ONE, world.line(USER, "First"), world.line(OTHER, "Second"));
    assertThat(collect()).isEqualTo(2);
    assertThat(world.text(USER, PIECE)).contains("First").doesNotContain("Second");
    assertThat(world.text(OTHER, PIECE)).contains("Second").doesNotContain("First");
  }

  @Test
  void whereNothingIsThereIsNoPiece() {
    world.archive.add("lines/gone", List.of(USER));
    world.store(ONE, world.line(CollectionWorld.record(APP, USER, List.of(), null)));
    world.store(TWO, world.line(OTHER, "Theirs"));
    world.archive.add(TWO, List.of(USER));
    assertThat(collect()).isZero();
    assertThat(world.objects.names()).isEmpty();
  }

  @Test
  void killedAndBegunAgainItWritesOnlyWhatIsMissing() {
    world.store(ONE, world.line(USER, "Read"));
    world.store(TWO, world.line(USER, "Later"));
    world.afterRead =
        () -> {
          if (!world.pieces(USER).isEmpty()) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(this::collect).hasMessage("killed");
    assertThat(world.pieces(USER)).containsExactly(PIECE);
    var first = world.packages.read(ID, USER, PIECE);
    world.afterRead = () -> {};
    assertThat(collect()).isEqualTo(2);
    assertThat(collect()).isEqualTo(2);
    assertThat(world.packages.read(ID, USER, PIECE)).isEqualTo(first);
    assertThat(world.pieces(USER)).containsExactly(PIECE, SECOND);
  }

  @Test
  void ofALifeThatIsOverNothingIsCollectedAndNothingIsLeft() {
    world.isAbout(OTHER);
    world.store(ONE, world.line(USER, "Mine"), world.line(OTHER, "Erased"));
    collect();
    world.subjects.forget(OTHER);
    assertThat(collect()).isEqualTo(1);
    assertThat(world.pieces(OTHER)).isEmpty();
    assertThat(world.pieces(USER)).containsExactly(PIECE);
  }

  @Test
  void ofALifeThatEndsMeanwhileNothingIsLeft() {
    world.store(ONE, world.line(USER, "Erased"));
    world.afterRead = () -> world.subjects.forget(USER);
    collect();
    assertThat(world.objects.names()).isEmpty();
  }

  @Test
  void anotherRequestOfTheSameLifeKeepsWhatItHas() {
    var another = new CaseId(APP, UUID.randomUUID());
    new AccessPackages(world.objects).keep(another, USER, "counts", Bytes.copyOf(new byte[1]));
    world.subjects.forget(USER);
    collect();
    assertThat(world.packages.names(another, USER, "")).containsExactly("counts");
  }

  /// A failure is kept by Step Functions, and in the log.
  @Test
  void aLineThatDoesNotOpenFailsAndSaysNothingOfIt() {
    var foreign = SealedEvents.of(world.key(OTHER), "jane@example.com");
    world.store(ONE, world.line(CollectionWorld.record(APP, USER, List.of(), foreign)));
    assertThatThrownBy(this::collect)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A line of the archive does not open.")
        .hasNoCause();
    assertThat(world.objects.names()).isEmpty();
  }

  @Test
  void whatIsNoContentFailsAndSaysNothingOfIt() {
    var garbage = world.key(USER).seal("jane@example.com".getBytes(StandardCharsets.US_ASCII));
    world.store(ONE, world.line(CollectionWorld.record(APP, USER, List.of(), garbage)));
    assertThatThrownBy(this::collect)
        .hasMessage("A line of the archive does not open.")
        .hasNoCause();
  }
}
