package dev.lethe.ingest.request;

import dev.lethe.shared.record.WireNamed;

/// The properties of session, offering and goal events that facts are made of (docs/events.md).
public enum PropertyField implements WireNamed {
  SESSION_ID,
  DURATION_MS,
  OFFERING_ID,
  CONTENT_TYPE,
  OFFERING_TYPE,
  GOAL
}
