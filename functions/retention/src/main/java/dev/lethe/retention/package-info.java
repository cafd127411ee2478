/// Scheduled work: what is kept no longer, or not as it was.
@NullMarked
package dev.lethe.retention;

import org.jspecify.annotations.NullMarked;
