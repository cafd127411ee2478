/// What several functions do for one request of a subject.
@NullMarked
package dev.lethe.shared.rights;

import org.jspecify.annotations.NullMarked;
