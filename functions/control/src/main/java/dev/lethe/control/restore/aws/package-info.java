/// Restoring the Registry in DynamoDB.
@NullMarked
package dev.lethe.control.restore.aws;

import org.jspecify.annotations.NullMarked;
