package dev.lethe.archive.goals;

import dev.lethe.archive.GoalsOfLines;
import dev.lethe.archive.ending.Hours;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsStore;
import java.util.List;

/// The archive, hour by hour.
public final class ArchiveGoals implements GoalsStore {

  private final Hours hours;
  private final GoalsOfLines lines;

  public ArchiveGoals(Hours hours, GoalsOfLines lines) {
    this.hours = hours;
    this.lines = lines;
  }

  @Override
  public List<String> parts(String app) {
    return hours.all();
  }

  @Override
  public long forget(GoalsOrder order, String part) {
    return lines.forget(order, hours.objects(part));
  }
}
