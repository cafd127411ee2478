/// What is sealed: all that an SDK sent of a subject, and that was kept.
@NullMarked
package dev.lethe.shared.content;

import org.jspecify.annotations.NullMarked;
