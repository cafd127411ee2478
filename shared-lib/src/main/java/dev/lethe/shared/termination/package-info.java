/// The end of an application: how far it is, and what its stores had.
@NullMarked
package dev.lethe.shared.termination;

import org.jspecify.annotations.NullMarked;
