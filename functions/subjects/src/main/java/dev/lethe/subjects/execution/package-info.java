/// The state machine that does what requests ask.
@NullMarked
package dev.lethe.subjects.execution;

import org.jspecify.annotations.NullMarked;
