/// Many subjects, of whom some are erased while they live on: who they are, what they send, what is
/// asked for them, and what must then be so.
@NullMarked
package dev.lethe.infra.erased;

import org.jspecify.annotations.NullMarked;
