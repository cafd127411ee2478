/// What is said in the operator's name, and how others see that it is.
@NullMarked
package dev.lethe.subjects.signing;

import org.jspecify.annotations.NullMarked;
