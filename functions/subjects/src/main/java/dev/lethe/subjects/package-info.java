/// The OpenDSR API: what customers ask for their subjects, taken in, shown and cancelled.
@NullMarked
package dev.lethe.subjects;

import org.jspecify.annotations.NullMarked;
