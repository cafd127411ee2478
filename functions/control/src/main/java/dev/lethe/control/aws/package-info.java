/// Entries in the Registry table.
@NullMarked
package dev.lethe.control.aws;

import org.jspecify.annotations.NullMarked;
