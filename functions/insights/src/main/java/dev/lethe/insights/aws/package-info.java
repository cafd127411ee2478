/// Counters read from DynamoDB.
@NullMarked
package dev.lethe.insights.aws;

import org.jspecify.annotations.NullMarked;
