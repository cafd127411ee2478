package dev.lethe.archive.ending;

import dev.lethe.archive.Expulsion;
import dev.lethe.shared.termination.Emptied;
import java.util.List;

/// What the archive has of an application, hour by hour. Its objects hold lines of many: each is
/// written again without the application's.
public final class EndedArchive implements Emptied {

  private final Hours hours;
  private final Expulsion expulsion;

  public EndedArchive(Hours hours, Expulsion expulsion) {
    this.hours = hours;
    this.expulsion = expulsion;
  }

  @Override
  public List<String> parts(String app) {
    return hours.all();
  }

  @Override
  public long count(String app, String part) {
    return expulsion.count(app, hours.objects(part));
  }

  @Override
  public void remove(String app, String part) {
    expulsion.expel(app, hours.objects(part));
  }

  /// The days, as they are listed by then: no list of the removal's is gone by.
  @Override
  public List<String> looks(String app) {
    return hours.days();
  }

  @Override
  public long search(String app, String look) {
    return expulsion.search(app, hours.objectsOfDay(look));
  }
}
