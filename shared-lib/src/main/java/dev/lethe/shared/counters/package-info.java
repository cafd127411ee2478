/// Where a statistic's counters lie: the contract between aggregate and insights.
@NullMarked
package dev.lethe.shared.counters;

import org.jspecify.annotations.NullMarked;
