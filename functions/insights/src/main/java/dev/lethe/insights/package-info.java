/// A customer's question becomes statistics that identify nobody.
@NullMarked
package dev.lethe.insights;

import org.jspecify.annotations.NullMarked;
