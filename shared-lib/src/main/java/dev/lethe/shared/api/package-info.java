/// Answers of the HTTP APIs: JSON, and RFC 9457 problems.
@NullMarked
package dev.lethe.shared.api;

import org.jspecify.annotations.NullMarked;
