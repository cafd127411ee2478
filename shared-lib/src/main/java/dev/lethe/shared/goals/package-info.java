/// What the feature `goals` collected in clear, and that it is forgotten.
@NullMarked
package dev.lethe.shared.goals;

import org.jspecify.annotations.NullMarked;
