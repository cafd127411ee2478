/// The whole, driven as its users drive it.
@NullMarked
package dev.lethe.infra;

import org.jspecify.annotations.NullMarked;
