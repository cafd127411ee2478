/// Customers, applications and API keys, as every function sees them.
@NullMarked
package dev.lethe.shared.registry;

import org.jspecify.annotations.NullMarked;
