/// Open requests in the Vault.
@NullMarked
package dev.lethe.shared.rights.aws;

import org.jspecify.annotations.NullMarked;
