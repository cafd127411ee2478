/// Counters and applications in DynamoDB.
@NullMarked
package dev.lethe.retention.aws;

import org.jspecify.annotations.NullMarked;
