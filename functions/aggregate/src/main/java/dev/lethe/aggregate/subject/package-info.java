/// What statistics bring to a package of all that is held of a subject.
@NullMarked
package dev.lethe.aggregate.subject;

import org.jspecify.annotations.NullMarked;
