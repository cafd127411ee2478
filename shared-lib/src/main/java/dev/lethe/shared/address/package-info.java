/// Client addresses: recognised in text, and masked.
@NullMarked
package dev.lethe.shared.address;

import org.jspecify.annotations.NullMarked;
