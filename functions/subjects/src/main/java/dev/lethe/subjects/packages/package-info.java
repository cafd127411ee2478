/// What access requests bring together.
@NullMarked
package dev.lethe.subjects.packages;

import org.jspecify.annotations.NullMarked;
