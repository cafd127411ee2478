/// The Ledger, as whoever verifies an erasure reads it.
@NullMarked
package dev.lethe.aggregate.erasure.aws;

import org.jspecify.annotations.NullMarked;
