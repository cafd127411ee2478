/// The search for what statistics still hold of the erased.
@NullMarked
package dev.lethe.aggregate.erasure;

import org.jspecify.annotations.NullMarked;
