/// What the gate knows of a request's subjects, and what it may write of them.
@NullMarked
package dev.lethe.ingest.gate;

import org.jspecify.annotations.NullMarked;
