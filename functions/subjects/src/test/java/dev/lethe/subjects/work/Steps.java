package dev.lethe.subjects.work;

import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.request.RequestBook;
import java.time.Clock;
import java.util.Map;

/// The steps of requests, for those who play the state machine. Each does its step once.
public final class Steps {

  private Steps() {}

  public static Map<String, Object> begin(
      RequestBook book, Progress progress, Beginning beginning, Clock clock, StepInput input) {
    return new BeginHandler(book, progress, beginning, clock).take(input);
  }

  public static Map<String, Object> send(Sending sending, StepInput input) {
    return new SendHandler(sending).take(input);
  }

  public static Map<String, Object> remove(Removal removal, StepInput input) {
    return new RemovalHandler(removal).take(input);
  }

  public static Map<String, Object> finish(
      RequestBook book,
      Conclusion conclusion,
      Subjects subjects,
      Progress progress,
      Residues residues,
      StepInput input) {
    return new FinishHandler(book, conclusion, subjects, progress, residues).take(input);
  }
}
