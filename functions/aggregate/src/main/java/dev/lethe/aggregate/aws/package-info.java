/// Counters in DynamoDB, failures in S3.
@NullMarked
package dev.lethe.aggregate.aws;

import org.jspecify.annotations.NullMarked;
