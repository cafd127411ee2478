/// Steps of state machines.
@NullMarked
package dev.lethe.shared.steps;

import org.jspecify.annotations.NullMarked;
