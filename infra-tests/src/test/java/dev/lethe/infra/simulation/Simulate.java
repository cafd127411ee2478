package dev.lethe.infra.simulation;

import java.time.Duration;

/// Plays many seeds, as `make simulate` asks: `Simulate FIRST SEEDS`.
final class Simulate {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private Simulate() {}

  public static void main(String[] arguments) {
    var first = Long.parseLong(arguments[0]);
    var number = Integer.parseInt(arguments[1]);
    var seeds = new Seeds(Variant.SOUND);
    var began = System.nanoTime();
    var told = began;
    for (var done = 1; done <= number; done++) {
      var seed = first + done - 1;
      if (!seeds.play(seed)) {
        say(seeds.story(seed) + "\n");
      }
      if (System.nanoTime() - told > BETWEEN_LINES.toNanos() || done == number) {
        told = System.nanoTime();
        var rate = 1e9 * done / (told - began);
        say(
            "%,d of %,d seeds, %,.0f a second, %d wrong"
                .formatted(done, number, rate, seeds.wrong()));
      }
    }
    say("What they met:\n" + seeds.incidents());
    if (seeds.wrong() > 0) {
      System.exit(1);
    }
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
