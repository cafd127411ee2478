/// Goals are taken out of the Ledger and of statistics.
@NullMarked
package dev.lethe.aggregate.goals;

import org.jspecify.annotations.NullMarked;
