/// What is right about a subject, in place of what is kept.
@NullMarked
package dev.lethe.subjects.rectification;

import org.jspecify.annotations.NullMarked;
