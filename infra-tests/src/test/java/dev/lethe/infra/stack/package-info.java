/// The running stack, as its users reach it.
@NullMarked
package dev.lethe.infra.stack;

import org.jspecify.annotations.NullMarked;
