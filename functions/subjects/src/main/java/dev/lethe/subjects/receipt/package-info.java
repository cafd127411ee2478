/// Receipts of erasures: what was found and removed, what still exists and why nobody can read it,
/// signed and chained.
@NullMarked
package dev.lethe.subjects.receipt;

import org.jspecify.annotations.NullMarked;
