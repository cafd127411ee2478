/// Corrections in the Vault.
@NullMarked
package dev.lethe.subjects.rectification.aws;

import org.jspecify.annotations.NullMarked;
