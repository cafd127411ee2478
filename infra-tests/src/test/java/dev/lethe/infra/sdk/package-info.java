/// Segment's and RudderStack's libraries, unmodified.
@NullMarked
package dev.lethe.infra.sdk;

import org.jspecify.annotations.NullMarked;
