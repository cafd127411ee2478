package dev.lethe.shared.record;

/// The calls of Segment's HTTP tracking API (<https://segment.com/docs/connections/spec/>, "The
/// Segment Spec").
public enum EventType implements WireNamed {
  TRACK,
  IDENTIFY,
  SCREEN,
  PAGE,
  GROUP,
  ALIAS
}
