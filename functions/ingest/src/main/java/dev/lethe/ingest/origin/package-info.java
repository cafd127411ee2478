/// Where a request came from: a masked network and a country.
@NullMarked
package dev.lethe.ingest.origin;

import org.jspecify.annotations.NullMarked;
