/// Receipts in S3 and DynamoDB, signed by KMS.
@NullMarked
package dev.lethe.subjects.receipt.aws;

import org.jspecify.annotations.NullMarked;
