/// What an erasure does here beside the lanes: files of exports, and the search for what is left.
@NullMarked
package dev.lethe.archive.erasure;

import org.jspecify.annotations.NullMarked;
