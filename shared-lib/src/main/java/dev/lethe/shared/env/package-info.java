/// What a function is told by its environment.
@NullMarked
package dev.lethe.shared.env;

import org.jspecify.annotations.NullMarked;
