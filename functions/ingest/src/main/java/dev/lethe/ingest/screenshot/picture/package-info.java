/// Pictures: whether they are what they say, and what of them is shown and nothing else.
@NullMarked
package dev.lethe.ingest.screenshot.picture;

import org.jspecify.annotations.NullMarked;
