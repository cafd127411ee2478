package dev.lethe.retention.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.shared.record.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a run keeps while it runs, `work/{run}/…`, and what it comes to, `probes/{run}.json`.
public final class ProbeFolder {

  private final Papers papers;
  private final String run;

  /// @param run by which the run is known
  public ProbeFolder(Papers papers, String run) {
    this.papers = papers;
    this.run = run;
  }

  private String folder() {
    return "work/" + run + '/';
  }

  /// What the plan's parts are called, for the state machine: a JSON array.
  String planName() {
    return folder() + "plan.json";
  }

  private String beginningName() {
    return folder() + "begun.json";
  }

  private String partName(Part part) {
    return folder() + "part-%06d.json".formatted(part.number());
  }

  private String resultName() {
    return "probes/" + run + ".json";
  }

  /// Keeps the plan, unless there is one.
  ///
  /// @return the one that is kept
  List<Part> keepPlan(Instant at, List<Part> parts) {
    papers.create(beginningName(), Bytes.copyOf(at.toString().getBytes(US_ASCII)));
    papers.create(planName(), ProbeJson.plan(parts));
    return plan();
  }

  List<Part> plan() {
    return ProbeJson.plan(read(planName()));
  }

  /// The time that all is compared with.
  Instant at() {
    return Instant.parse(new String(read(beginningName()).toArray(), US_ASCII));
  }

  private Bytes read(String name) {
    return papers
        .read(name)
        .map(Papers.Paper::content)
        .orElseThrow(() -> new IllegalStateException("A probe lacks a file."));
  }

  /// A part's state, and its version: empty if nothing is kept of it yet.
  record Versioned(String version, PartState state) {}

  Versioned state(Part part) {
    return papers
        .read(partName(part))
        .map(paper -> new Versioned(paper.version(), ProbeJson.state(paper.content())))
        .orElse(new Versioned("", PartState.NONE));
  }

  /// Keeps a part's state, if it is still as it was read: who is slower than its repeat changes
  /// nothing.
  void keep(Part part, Versioned before, PartState state) {
    var content = ProbeJson.state(state);
    if (before.version().isEmpty()) {
      papers.create(partName(part), content);
    } else {
      papers.replace(partName(part), before.version(), content);
    }
  }

  /// What the run came to; nothing if it is not over.
  public Optional<Probe> result() {
    return papers.read(resultName()).map(paper -> ProbeJson.probe(paper.content()));
  }

  /// Keeps what the run came to, unless that is there.
  void keepResult(Probe probe) {
    papers.create(resultName(), ProbeJson.probe(probe));
  }

  /// Deletes what is only there while a run runs.
  void clear() {
    papers.delete(papers.names(folder()));
  }
}
