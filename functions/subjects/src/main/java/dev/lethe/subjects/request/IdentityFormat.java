package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;

/// How an identity is written (OpenDSR, section 5.2). By SHA-1 or MD5 nobody can be found here:
/// subjects are known by the SHA-256 of their identifiers.
enum IdentityFormat implements WireNamed {
  RAW,
  SHA256
}
