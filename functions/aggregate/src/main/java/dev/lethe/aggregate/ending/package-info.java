/// The Ledger and the statistics are emptied of an application.
@NullMarked
package dev.lethe.aggregate.ending;

import org.jspecify.annotations.NullMarked;
