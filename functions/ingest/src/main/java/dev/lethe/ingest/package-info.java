/// The gate: an SDK's request becomes records on the stream.
@NullMarked
package dev.lethe.ingest;

import org.jspecify.annotations.NullMarked;
