/// The record that travels on the stream, and its CBOR form.
@NullMarked
package dev.lethe.shared.record;

import org.jspecify.annotations.NullMarked;
