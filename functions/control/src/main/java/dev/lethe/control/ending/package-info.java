/// The steps of a termination at what control keeps: its state, keys, and the Registry.
@NullMarked
package dev.lethe.control.ending;

import org.jspecify.annotations.NullMarked;
