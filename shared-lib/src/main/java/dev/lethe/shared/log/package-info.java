/// What functions write in their logs.
@NullMarked
package dev.lethe.shared.log;

import org.jspecify.annotations.NullMarked;
