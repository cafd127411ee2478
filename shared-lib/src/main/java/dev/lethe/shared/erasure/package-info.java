/// What an erasure reaches beside the stream and what follows from it.
@NullMarked
package dev.lethe.shared.erasure;

import org.jspecify.annotations.NullMarked;
