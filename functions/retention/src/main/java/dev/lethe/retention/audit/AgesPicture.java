package dev.lethe.retention.audit;

import dev.lethe.shared.page.Html;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How far back what is kept reaches, as SVG inside a page: of each kind a bar from its oldest
/// record to now, on the right, and a line where the policy ends. Each has a scale of its own, so
/// that days are seen beside years.
final class AgesPicture {

  private static final int WIDTH = 720;
  private static final int ROW = 40;

  /// Where "now" is, and where the policy's limit.
  private static final int NOW = 700;

  private static final int LIMIT = 140;
  private static final int EARLIEST = 20;

  private AgesPicture() {}

  /// A kind.
  ///
  /// @param age of the oldest
  /// @param longest that it may have, but for how late it is deleted
  record Bar(String name, Duration age, Duration longest, boolean isWrong) {

    double from() {
      var part = (double) age.toSeconds() / Math.max(1, longest.toSeconds());
      return Math.clamp(NOW - part * (NOW - LIMIT), EARLIEST, NOW - 1.0);
    }

    String words() {
      return "%s, %s of %s".formatted(name, AgesPicture.words(age), AgesPicture.words(longest));
    }
  }

  /// Adds it; nothing if there is nothing.
  static void write(List<Bar> bars, Html html) {
    if (bars.isEmpty()) {
      return;
    }
    var height = bars.size() * ROW;
    html.raw(
            "<figure><svg role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\""
                .formatted(WIDTH, height))
        .text("From the oldest record of each kind until now, and the policy's limit. ");
    bars.forEach(bar -> html.text(bar.words() + ". "));
    html.raw("\">");
    for (var number = 0; number < bars.size(); number++) {
      write(bars.get(number), number * ROW, html);
    }
    html.raw("</svg><figcaption>")
        .text(
            "Each bar reaches from the oldest record, on the left, to when it was measured, on the right; the line is where the policy ends. Every bar has its own scale.")
        .raw("</figcaption></figure>\n");
  }

  private static void write(Bar bar, int top, Html html) {
    html.raw("<text x=\"%d\" y=\"%d\">".formatted(EARLIEST, top + 14))
        .text(bar.words())
        .raw("</text>");
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect%s x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\"/>",
            bar.isWrong() ? " class=\"wrong\"" : "",
            bar.from(),
            top + 20,
            NOW - bar.from()));
    html.raw(
        "<line x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\"/>\n"
            .formatted(LIMIT, top + 17, top + 35));
  }

  /// A time in words.
  static String words(Duration time) {
    if (time.isNegative()) {
      return "0 days";
    }
    if (time.toDays() > 0) {
      return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
    return time.toHours() == 1 ? "1 hour" : time.toHours() + " hours";
  }
}
