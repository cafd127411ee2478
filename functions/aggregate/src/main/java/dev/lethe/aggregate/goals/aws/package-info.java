/// The same, in AWS.
@NullMarked
package dev.lethe.aggregate.goals.aws;

import org.jspecify.annotations.NullMarked;
