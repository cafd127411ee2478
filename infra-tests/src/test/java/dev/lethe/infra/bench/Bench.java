package dev.lethe.infra.bench;

/// `make bench`: what counting and archiving cost, what queries read, how long answers take, and
/// how soon a revoked key opens nothing, on the stack of `make run`.
final class Bench {

  private Bench() {}

  static void main() throws Exception {
    CountingCost.print();
    ArchivingCost.print();
    QueryingCost.print();
    AnswerTimes.print();
    KeyTimes.print();
    System.exit(0);
  }
}
