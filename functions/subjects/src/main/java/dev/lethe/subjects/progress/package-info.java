/// How requests get on: what was done for them, and who is told.
@NullMarked
package dev.lethe.subjects.progress;

import org.jspecify.annotations.NullMarked;
