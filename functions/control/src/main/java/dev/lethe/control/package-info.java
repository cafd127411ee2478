/// Customers, applications and their keys.
@NullMarked
package dev.lethe.control;

import org.jspecify.annotations.NullMarked;
