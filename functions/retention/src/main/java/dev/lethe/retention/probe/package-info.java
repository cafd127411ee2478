/// What is kept where, as it is measured, beside what the policy says.
@NullMarked
package dev.lethe.retention.probe;

import org.jspecify.annotations.NullMarked;
