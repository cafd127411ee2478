/// Exports on DynamoDB, S3 and AWS Step Functions.
@NullMarked
package dev.lethe.archive.export.aws;

import org.jspecify.annotations.NullMarked;
