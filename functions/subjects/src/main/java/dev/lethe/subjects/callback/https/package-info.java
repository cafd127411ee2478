/// Calls to addresses that customers name: to public ones alone, and to no other than was checked.
@NullMarked
package dev.lethe.subjects.callback.https;

import org.jspecify.annotations.NullMarked;
