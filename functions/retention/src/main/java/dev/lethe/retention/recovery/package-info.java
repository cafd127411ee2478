/// Finding rights again when the Vault was lost.
@NullMarked
package dev.lethe.retention.recovery;

import org.jspecify.annotations.NullMarked;
