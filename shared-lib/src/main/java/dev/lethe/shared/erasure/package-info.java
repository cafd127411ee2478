/// What an erasure reaches beside the stream's own consumers.
@NullMarked
package dev.lethe.shared.erasure;

import org.jspecify.annotations.NullMarked;
