/// The archive is emptied of an application, and exported first if it migrates.
@NullMarked
package dev.lethe.archive.ending;

import org.jspecify.annotations.NullMarked;
