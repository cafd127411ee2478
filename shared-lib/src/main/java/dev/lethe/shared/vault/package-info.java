/// What the Vault knows: whose life it is, what may be done with their data, and the keys to it.
@NullMarked
package dev.lethe.shared.vault;

import org.jspecify.annotations.NullMarked;
