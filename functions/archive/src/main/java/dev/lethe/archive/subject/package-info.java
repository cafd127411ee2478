/// What the archive brings to a package of all that is held of a subject.
@NullMarked
package dev.lethe.archive.subject;

import org.jspecify.annotations.NullMarked;
