package dev.lethe.control;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.registry.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/// How an application's settings are told when it is made; what is not told is standard.
final class SettingsForm {

  static final Set<String> FIELDS =
      Set.of("timeZone", "maskIpv4", "maskIpv6", "retentionDays", "smallGroupThreshold");

  private SettingsForm() {}

  static Settings read(Form form) throws BadFormException {
    var standard = Settings.STANDARD;
    return new Settings(
        standard.features(),
        new Masking(
            form.number("maskIpv4", 0, standard.masking().ipv4(), standard.masking().ipv4()),
            form.number("maskIpv6", 0, standard.masking().ipv6(), standard.masking().ipv6())),
        timeZone(form),
        form.number("retentionDays", 1, Settings.LONGEST_RETENTION, standard.retentionDays()),
        form.number(
            "smallGroupThreshold",
            1,
            Settings.MOST_SMALL_GROUP_THRESHOLD,
            standard.smallGroupThreshold()));
  }

  private static ZoneId timeZone(Form form) throws BadFormException {
    var name = form.find("timeZone");
    if (name.isEmpty()) {
      return ZoneOffset.UTC;
    }
    try {
      if (ZoneId.getAvailableZoneIds().contains(name.get())) {
        return ZoneId.of(name.get());
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new BadFormException(
        "The field timeZone must be a name of the IANA database, such as Europe/Berlin.");
  }
}
