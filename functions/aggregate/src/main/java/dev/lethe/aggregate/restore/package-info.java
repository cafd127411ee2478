/// Making statistics again of a backup and the Ledger, which has none.
@NullMarked
package dev.lethe.aggregate.restore;

import org.jspecify.annotations.NullMarked;
