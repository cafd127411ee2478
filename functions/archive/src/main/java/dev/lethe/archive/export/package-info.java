/// Exports: the archived events of an application, opened, for its customer.
@NullMarked
package dev.lethe.archive.export;

import org.jspecify.annotations.NullMarked;
