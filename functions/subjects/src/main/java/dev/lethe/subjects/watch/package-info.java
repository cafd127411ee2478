/// Looks after requests that are open: how old they are, whether their work goes on, and when an
/// erasure can be closed.
@NullMarked
package dev.lethe.subjects.watch;

import org.jspecify.annotations.NullMarked;
