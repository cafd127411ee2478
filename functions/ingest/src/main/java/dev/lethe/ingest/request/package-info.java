/// What an SDK sent, read in one pass.
@NullMarked
package dev.lethe.ingest.request;

import org.jspecify.annotations.NullMarked;
