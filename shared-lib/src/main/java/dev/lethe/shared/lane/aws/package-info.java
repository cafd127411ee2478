/// Lanes in Kinesis, marks in DynamoDB, records that were passed over in S3.
@NullMarked
package dev.lethe.shared.lane.aws;

import org.jspecify.annotations.NullMarked;
