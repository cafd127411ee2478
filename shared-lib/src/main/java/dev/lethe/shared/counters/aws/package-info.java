/// The items of the Insights table.
@NullMarked
package dev.lethe.shared.counters.aws;

import org.jspecify.annotations.NullMarked;
