package dev.lethe.infra.simulation;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Kinesis stream: shards that each take a range of keys, end when they are split or merged, and
/// keep what was put in them, in the order of sequence numbers that rise through all of them.
final class SimulatedStream implements Lineage {

  private static final int SEQUENCE_DIGITS = 56;
  private static final BigInteger KEYS = BigInteger.TWO.pow(128);

  private final List<Shard> shards = new ArrayList<>();
  private final Map<Bytes, List<Position>> places = new HashMap<>();
  private long sequence;

  /// A record as it stands on the stream.
  ///
  /// @param from who put it there; nothing if nobody knows
  record Stored(LaneRecord lane, @Nullable Request from) {

    Position position() {
      return lane.position();
    }

    @Override
    public String toString() {
      return "shard %d/%s".formatted(position().shard(), lane.id());
    }
  }

  /// A shard: it takes the keys of a range, until it is split or merged.
  static final class Shard {
    final int number;
    final List<Shard> parents;
    final List<Stored> records = new ArrayList<>();
    private final BigInteger from;
    private final BigInteger to;
    private boolean isOpen = true;

    private Shard(int number, List<Shard> parents, BigInteger from, BigInteger to) {
      this.number = number;
      this.parents = List.copyOf(parents);
      this.from = from;
      this.to = to;
    }

    private boolean takes(BigInteger key) {
      return isOpen && key.compareTo(from) >= 0 && key.compareTo(to) < 0;
    }

    boolean isOpen() {
      return isOpen;
    }

    @Override
    public String toString() {
      return "shard " + number;
    }
  }

  SimulatedStream() {
    add(List.of(), BigInteger.ZERO, KEYS);
  }

  private Shard add(List<Shard> parents, BigInteger from, BigInteger to) {
    parents.forEach(parent -> parent.isOpen = false);
    var shard = new Shard(shards.size(), parents, from, to);
    shards.add(shard);
    return shard;
  }

  List<Shard> shards() {
    return shards;
  }

  Shard shard(long number) {
    return shards.get(Math.toIntExact(number));
  }

  /// The shards that take records, in the order of their keys.
  List<Shard> open() {
    return shards.stream()
        .filter(Shard::isOpen)
        .sorted(Comparator.comparing((Shard shard) -> shard.from))
        .toList();
  }

  @Override
  public List<Long> parents(long shard) {
    return shard(shard).parents.stream().map(parent -> (long) parent.number).toList();
  }

  @Override
  public boolean hasEnded(long shard, @Nullable String after) {
    var asked = shard(shard);
    return !asked.isOpen()
        && (asked.records.isEmpty() || asked.records.getLast().position().sequence().equals(after));
  }

  /// Puts a record where its key belongs.
  ///
  /// @param lane its key, as consumers see it
  /// @param now when it arrives
  Stored put(String lane, Bytes bytes, @Nullable Request from, Instant now) {
    var key = hash(lane);
    var shard = shards.stream().filter(one -> one.takes(key)).findFirst().orElseThrow();
    sequence++;
    var id = Long.toString(sequence);
    var position = new Position(shard.number, "0".repeat(SEQUENCE_DIGITS - id.length()) + id);
    var stored = new Stored(new LaneRecord(position, id, lane, now, bytes), from);
    shard.records.add(stored);
    places.computeIfAbsent(bytes, unseen -> new ArrayList<>()).add(position);
    return stored;
  }

  /// Where else the same record stands, and there too: its producer put it more than once.
  List<Position> twins(Position position) {
    return shard(position.shard()).records.stream()
        .filter(stored -> stored.position().equals(position))
        .flatMap(stored -> places.getOrDefault(stored.lane().bytes(), List.of()).stream())
        .toList();
  }

  /// As Kinesis hashes partition keys.
  private static BigInteger hash(String key) {
    try {
      var md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, md5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  void split(Shard shard) {
    var middle = shard.from.add(shard.to).shiftRight(1);
    add(List.of(shard), shard.from, middle);
    add(List.of(shard), middle, shard.to);
  }

  /// Makes one of two neighbours.
  void merge(Shard left, Shard right) {
    add(List.of(left, right), left.from, right.to);
  }

  /// Everything that was put, in its order.
  List<Stored> all() {
    return shards.stream()
        .flatMap(shard -> shard.records.stream())
        .sorted(Comparator.comparing((Stored stored) -> stored.position().sequence()))
        .toList();
  }

  /// Everything that a producer put, in its order.
  Stream<Stored> of(Request from) {
    return all().stream().filter(stored -> from.equals(stored.from()));
  }
}
