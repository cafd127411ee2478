/// Restoring requests in DynamoDB.
@NullMarked
package dev.lethe.subjects.restore.aws;

import org.jspecify.annotations.NullMarked;
