/// Goals are taken out of the archive.
@NullMarked
package dev.lethe.archive.goals;

import org.jspecify.annotations.NullMarked;
