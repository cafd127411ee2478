/// For how long what is kept.
@NullMarked
package dev.lethe.shared.retention;

import org.jspecify.annotations.NullMarked;
