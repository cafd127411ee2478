package dev.lethe.subjects.rectification;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.packages.Portraits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

class InMemoryProfilesTest extends ProfilesContract {

  private final InMemoryProfiles profiles = new InMemoryProfiles(Duration.ofDays(DAYS));

  @Override
  protected String app() {
    return "app_1";
  }

  @Override
  protected Profiles profiles() {
    return profiles;
  }

  @Override
  protected Portraits portraits(Instant now) {
    return profiles.portraits(now);
  }

  @Override
  protected void write(String app, Pseudonym subject, SubjectState state) {
    profiles.put(app, subject, state);
  }

  @Override
  protected void link(String app, Pseudonym user, Pseudonym device, LocalDate day) {
    profiles.link(app, user, device, SubjectState.silentAt(day, DAYS));
  }
}
