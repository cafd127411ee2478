/// Terminations in DynamoDB.
@NullMarked
package dev.lethe.shared.termination.aws;

import org.jspecify.annotations.NullMarked;
