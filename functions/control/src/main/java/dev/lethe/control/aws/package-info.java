/// Entries in the Registry table, and applications' keys in the Vault.
@NullMarked
package dev.lethe.control.aws;

import org.jspecify.annotations.NullMarked;
