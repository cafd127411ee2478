/// Screenshots: uploads that are offered, checked, cleaned, sealed and kept.
@NullMarked
package dev.lethe.ingest.screenshot;

import org.jspecify.annotations.NullMarked;
