package dev.lethe.control;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.registry.ErasureMode;
import dev.lethe.shared.registry.Platform;
import dev.lethe.shared.registry.RequestSettings;
import dev.lethe.shared.registry.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// How an application's settings are told when it is made; what is not told is standard.
final class SettingsForm {

  static final Set<String> FIELDS =
      Set.of(
          "timeZone",
          "maskIpv4",
          "maskIpv6",
          "retentionDays",
          "smallGroupThreshold",
          "graceDays",
          "erasures");

  /// What of an application can be changed: its time zone cannot, since its days are counted by it.
  static final Set<String> CHANGEABLE =
      Set.of(
          "name",
          "maskIpv4",
          "maskIpv6",
          "retentionDays",
          "smallGroupThreshold",
          "graceDays",
          "erasures");

  /// What is told as lists, which replace those before.
  static final Set<String> LISTS = Set.of("platforms", "callbackHosts");

  private SettingsForm() {}

  static Settings read(Form form) throws RefusedException {
    return change(form, Settings.STANDARD, timeZone(form));
  }

  /// Settings as they are, but for what is told.
  static Settings change(Form form, Settings before) throws RefusedException {
    return change(form, before, before.timeZone());
  }

  private static Settings change(Form form, Settings before, ZoneId timeZone)
      throws RefusedException {
    var most = Settings.STANDARD;
    return new Settings(
        before.features(),
        new Masking(
            form.number("maskIpv4", 0, most.masking().ipv4(), before.masking().ipv4()),
            form.number("maskIpv6", 0, most.masking().ipv6(), before.masking().ipv6())),
        timeZone,
        form.number("retentionDays", 1, Settings.LONGEST_RETENTION, before.retentionDays()),
        form.number(
            "smallGroupThreshold",
            1,
            Settings.MOST_SMALL_GROUP_THRESHOLD,
            before.smallGroupThreshold()),
        requests(form, before.requests()),
        platforms(form, before.platforms()));
  }

  private static RequestSettings requests(Form form, RequestSettings before)
      throws RefusedException {
    return new RequestSettings(
        form.number("graceDays", 0, RequestSettings.LONGEST_GRACE, before.graceDays()),
        form.find("erasures").isPresent()
            ? form.named(ErasureMode.class, "erasures")
            : before.erasures(),
        hosts(form, before.callbackHosts()));
  }

  private static Set<String> hosts(Form form, Set<String> before) throws RefusedException {
    var told = form.list("callbackHosts");
    if (told.isEmpty()) {
      return before;
    }
    if (told.get().size() > RequestSettings.MOST_HOSTS) {
      throw RefusedException.badRequest(
          "The field callbackHosts must have at most %d names."
              .formatted(RequestSettings.MOST_HOSTS));
    }
    var hosts = new HashSet<String>();
    for (var host : told.get()) {
      if (!RequestSettings.isPublicName(host)) {
        throw RefusedException.badRequest(
            "The field callbackHosts must have public names alone, such as privacy.example.com.");
      }
      hosts.add(host.toLowerCase(Locale.ROOT));
    }
    return hosts;
  }

  private static Set<Platform> platforms(Form form, Set<Platform> before) throws RefusedException {
    if (form.list("platforms").isEmpty()) {
      return before;
    }
    var platforms = EnumSet.noneOf(Platform.class);
    for (var name : form.list("platforms").get()) {
      platforms.add(Form.named(Platform.class, "platforms", name));
    }
    return platforms;
  }

  private static ZoneId timeZone(Form form) throws RefusedException {
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
    throw RefusedException.badRequest(
        "The field timeZone must be a name of the IANA database, such as Europe/Berlin.");
  }
}
