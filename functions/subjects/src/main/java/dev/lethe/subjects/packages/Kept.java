package dev.lethe.subjects.packages;

import dev.lethe.shared.retention.Term;
import java.util.List;

/// What is held of a subject, why, and until when; in plain words.
///
/// @param what it is
/// @param file where it is in the package; empty if it is not
/// @param why it is held
/// @param until when
record Kept(String what, String file, String why, String until) {

  /// What is in the package.
  static List<Kept> in(int retentionDays) {
    var days = retentionDays + " days after it came";
    return List.of(
        new Kept(
            "Events that the app sent",
            "events.ndjson",
            "To see how the app is used, and to improve it",
            days),
        new Kept(
            "Attributes that the app said of you",
            "data.json",
            "They are part of the events, and are kept nowhere else",
            days),
        new Kept(
            "Corrections that you asked for",
            "data.json",
            "To know what is right",
            retentionDays + " days after you asked"),
        new Kept("Screenshots", "screenshots/", "To see what the app showed", days),
        new Kept(
            "What was counted of you",
            "data.json",
            "Statistics; with it they can be corrected when you object, or are erased",
            (Term.SUBJECT_DATA.days() + 1) + " days after the day that was counted"),
        new Kept(
            "A random label, a key, the first and the last day you were seen, and your devices",
            "data.json",
            "To keep your data apart from others', and to be able to forget it",
            retentionDays + " days after you were last seen"),
        new Kept("What you have forbidden", "data.json", "To obey it", "Until you allow it again"),
        new Kept(
            "Requests that were made about you",
            "data.json",
            "To show that they were answered",
            Term.REQUESTS.days() + " days after they were received"));
  }

  /// What exists elsewhere, in forms that this package does not repeat.
  static List<Kept> elsewhere() {
    return List.of(
        new Kept(
            "Copies of events on their way, sealed under your key",
            "",
            "So that nothing is lost when a computer fails",
            days(Term.STREAM)),
        new Kept(
            "Events that could not be stored",
            "",
            "To repeat what failed; they are sealed under your key",
            days(Term.FAILURES)),
        new Kept(
            "Statistics of groups",
            "",
            "They tell of many people at once; groups that are too small are never shown",
            "25 months"),
        new Kept(
            "Access logs with the full network address",
            "",
            "Security of the service; they do not say whose request it was",
            days(Term.ACCESS_LOGS)),
        new Kept(
            "Files that were exported for the company behind the app",
            "",
            "The company asked for them; they repeat the events",
            days(Term.EXPORTS)),
        new Kept(
            "This package, and others that were made of you",
            "",
            "They were asked for",
            days(Term.EXPORTS)));
  }

  private static String days(Term term) {
    return term.days() == 1 ? "1 day" : term.days() + " days";
  }
}
