package dev.lethe.shared.record;

/// What a subject's data may be used for. Operating the service and its security need no entry.
public enum Purpose implements WireNamed {
  STATISTICS,
  RESEARCH
}
