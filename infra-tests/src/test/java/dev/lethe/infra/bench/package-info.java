/// Measurements, for people to read: no test depends on how fast a machine is.
@NullMarked
package dev.lethe.infra.bench;

import org.jspecify.annotations.NullMarked;
