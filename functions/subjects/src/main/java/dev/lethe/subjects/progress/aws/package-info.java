/// Progress in DynamoDB and Step Functions.
@NullMarked
package dev.lethe.subjects.progress.aws;

import org.jspecify.annotations.NullMarked;
