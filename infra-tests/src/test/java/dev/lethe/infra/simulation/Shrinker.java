package dev.lethe.infra.simulation;

import java.util.Arrays;

/// Makes a wrong run shorter: leaves out choices and makes others smaller, as long as something of
/// the same kind is still wrong at the end.
final class Shrinker {

  private final Variant variant;
  private int tries;
  private Run best;
  private int[] script;

  private Shrinker(Run wrong, Variant variant, int tries) {
    this.best = wrong;
    this.script = wrong.choices();
    this.variant = variant;
    this.tries = tries;
  }

  /// The shortest that was found.
  ///
  /// @param tries how many runs it may take
  static Run shortest(Run wrong, Variant variant, int tries) {
    var shrinker = new Shrinker(wrong, variant, tries);
    Run before;
    do {
      before = shrinker.best;
      shrinker.leaveOut();
      shrinker.makeSmaller();
    } while (!shrinker.best.equals(before) && shrinker.tries > 0);
    return shrinker.best;
  }

  private void leaveOut() {
    for (var size = script.length / 2; size > 0; size /= 2) {
      for (var from = script.length - size; from >= 0 && tries > 0; from -= size) {
        tryWithout(from, size);
      }
    }
  }

  private void tryWithout(int from, int size) {
    if (from + size <= script.length) {
      var fewer = new int[script.length - size];
      System.arraycopy(script, 0, fewer, 0, from);
      System.arraycopy(script, from + size, fewer, from, fewer.length - from);
      isBetter(fewer);
    }
  }

  private void makeSmaller() {
    for (var at = script.length - 1; at >= 0 && tries > 0; at--) {
      if (at < script.length && script[at] > 0 && !tryWith(at, 0) && script[at] > 1) {
        tryWith(at, script[at] / 2);
      }
    }
  }

  private boolean tryWith(int at, int value) {
    var changed = script.clone();
    changed[at] = value;
    return isBetter(changed);
  }

  private boolean isBetter(int[] choices) {
    tries--;
    var run = Run.of(Choices.again(choices), variant);
    if (!run.kind().equals(best.kind()) || !isLess(run, choices)) {
      return false;
    }
    best = run;
    script = choices;
    return true;
  }

  /// Less happens, or as much by smaller choices.
  private boolean isLess(Run run, int[] choices) {
    if (run.length() != best.length()) {
      return run.length() < best.length();
    }
    return choices.length != script.length
        ? choices.length < script.length
        : Arrays.compare(choices, script) < 0;
  }
}
