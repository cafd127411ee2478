/// What a termination does with requests, and its receipt.
@NullMarked
package dev.lethe.subjects.ending;

import org.jspecify.annotations.NullMarked;
