/// The stream in Kinesis.
@NullMarked
package dev.lethe.ingest.aws;

import org.jspecify.annotations.NullMarked;
