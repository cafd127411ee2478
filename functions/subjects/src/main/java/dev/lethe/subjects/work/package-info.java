/// What is done for a request, step by step: each may be killed anywhere, and run again.
@NullMarked
package dev.lethe.subjects.work;

import org.jspecify.annotations.NullMarked;
