package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;

/// The law that a request is made under (OpenDSR, section 7.1.1).
public enum Regulation implements WireNamed {
  GDPR,
  CCPA
}
