package dev.lethe.infra.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// How large a world is, and how hard: chosen before anything else, so that a failing run can be
/// tried in a smaller one.
///
/// @param start near the end of a week, a month, a year, or of summer time
/// @param zone the application's
/// @param hasUsers whether it takes user ids
/// @param hasGoals whether it takes goals
/// @param phones how many
/// @param messages that they make
/// @param steps of the busy time
/// @param calm how many calls an actor makes between two pauses at most
/// @param faultsEvery so many calls, one goes wrong
/// @param killsEvery so many steps, somebody is ended
/// @param jumpsEvery so many steps, hours pass
/// @param mostValues of a dimension that are counted by themselves
/// @param keepFrom the number of subjects from which on erasures keep a group; 0 if they never do
/// @param hasBursts whether phones may send batches of more than a hundred events
/// @param isHaunted whether invocations are often thought dead, and as lively as others
record Shape(
    Instant start,
    ZoneId zone,
    boolean hasUsers,
    boolean hasGoals,
    int phones,
    int messages,
    int erasures,
    int objections,
    int reshardings,
    int steps,
    int calm,
    int faultsEvery,
    int killsEvery,
    int jumpsEvery,
    int mostValues,
    long keepFrom,
    boolean hasBursts,
    boolean isHaunted) {

  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-11-24T12:00:00Z"),
          // The last of May is a Sunday.
          Instant.parse("2026-05-30T15:00:00Z"),
          Instant.parse("2026-10-24T08:00:00Z"),
          Instant.parse("2026-12-31T06:00:00Z"));

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Asia/Tokyo"),
          ZoneId.of("America/Los_Angeles"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Pacific/Kiritimati"));

  static Shape of(Choices choices) {
    return new Shape(
        choices.of(STARTS),
        choices.of(ZONES),
        choices.oneIn(2),
        choices.oneIn(2),
        1 + choices.below(3),
        choices.of(List.of(1, 2, 3, 5, 8, 13, 20)),
        choices.below(4),
        choices.below(4),
        choices.below(4),
        choices.of(List.of(60, 120, 250, 500)),
        choices.of(List.of(30, 10, 4, 2)),
        choices.of(List.of(100, 40, 20, 10)),
        choices.of(List.of(400, 60, 25, 12)),
        choices.of(List.of(100, 40, 15)),
        choices.oneIn(4) ? 1 + choices.below(3) : Integer.MAX_VALUE,
        choices.oneIn(3) ? 1 + choices.below(3) : 0,
        choices.oneIn(30),
        choices.oneIn(3));
  }
}
