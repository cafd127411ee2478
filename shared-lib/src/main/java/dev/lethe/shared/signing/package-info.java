/// What is said in the operator's name, and how others see that it is.
@NullMarked
package dev.lethe.shared.signing;

import org.jspecify.annotations.NullMarked;
