package dev.lethe.shared.record;

/// What travels on the stream.
public sealed interface LaneMessage permits StreamRecord, IntakeRecord, Command {

  /// The application's id.
  String app();

  /// By which Kinesis chooses the lane.
  String partitionKey();
}
