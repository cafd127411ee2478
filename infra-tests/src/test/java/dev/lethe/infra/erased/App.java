package dev.lethe.infra.erased;

import dev.lethe.infra.stack.Tenant;

/// An application of a customer.
///
/// @param hasUsers whether it takes user ids
record App(Tenant tenant, boolean hasUsers) {

  String id() {
    return tenant.appId();
  }
}
