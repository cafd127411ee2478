/// Who else has data: the register of sub-processors.
@NullMarked
package dev.lethe.shared.processors;

import org.jspecify.annotations.NullMarked;
