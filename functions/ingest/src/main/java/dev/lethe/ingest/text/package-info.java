/// Texts of events, as they may be counted in clear.
@NullMarked
package dev.lethe.ingest.text;

import org.jspecify.annotations.NullMarked;
