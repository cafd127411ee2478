/// A year of an application's data, in a minute.
@NullMarked
package dev.lethe.infra.year;

import org.jspecify.annotations.NullMarked;
