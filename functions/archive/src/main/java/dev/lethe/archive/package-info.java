/// Stream to archive: each record is a line of an object, once, until its subject is erased.
@NullMarked
package dev.lethe.archive;

import org.jspecify.annotations.NullMarked;
