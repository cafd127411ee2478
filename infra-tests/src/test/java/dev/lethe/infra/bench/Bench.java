package dev.lethe.infra.bench;

/// `make bench`: what counting costs, and how long answers take, on the stack of `make run`.
final class Bench {

  private Bench() {}

  static void main() throws Exception {
    CountingCost.print();
    AnswerTimes.print();
    System.exit(0);
  }
}
