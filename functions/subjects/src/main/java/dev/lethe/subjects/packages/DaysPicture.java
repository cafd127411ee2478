package dev.lethe.subjects.packages;

import dev.lethe.shared.page.Html;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SortedMap;

/// How many events came on each day, as SVG inside a page: a bar a day.
final class DaysPicture {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 120;

  private DaysPicture() {}

  /// Adds it; nothing if there were no events.
  static void write(String whose, SortedMap<LocalDate, Long> days, Html html) {
    if (days.isEmpty()) {
      return;
    }
    var first = days.firstKey();
    var span = (int) ChronoUnit.DAYS.between(first, days.lastKey()) + 1;
    var most = days.values().stream().mapToLong(Long::longValue).max().orElse(1);
    var what =
        "Events of %s by day, from %s to %s; %d on the busiest day"
            .formatted(whose, first, days.lastKey(), most);
    html.raw(
            "<figure><svg role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\""
                .formatted(WIDTH, HEIGHT))
        .text(what)
        .raw("\">");
    var width = (double) WIDTH / span;
    days.forEach((day, events) -> {
      var height = Math.max(2.0, (double) HEIGHT * events / most);
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              ChronoUnit.DAYS.between(first, day) * width,
              HEIGHT - height,
              Math.max(1, width * 0.8),
              height));
    });
    html.raw("</svg><figcaption>").text(what).raw(".</figcaption></figure>\n");
  }
}
