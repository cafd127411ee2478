/// What of an event may be counted in clear.
@NullMarked
package dev.lethe.ingest.fact;

import org.jspecify.annotations.NullMarked;
