@NullMarked
package dev.lethe.shared.goals;

import org.jspecify.annotations.NullMarked;
