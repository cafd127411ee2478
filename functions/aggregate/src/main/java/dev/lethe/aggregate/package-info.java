/// The stream's first consumer: records become counters, each counted once.
@NullMarked
package dev.lethe.aggregate;

import org.jspecify.annotations.NullMarked;
