package dev.lethe.infra.bench;

/// `make bench`: what counting and archiving cost, what queries read, and how long answers take, on
/// the stack of `make run`.
final class Bench {

  private Bench() {}

  static void main() throws Exception {
    CountingCost.print();
    ArchivingCost.print();
    QueryingCost.print();
    AnswerTimes.print();
    System.exit(0);
  }
}
