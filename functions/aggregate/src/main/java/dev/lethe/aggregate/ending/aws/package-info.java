/// The same, in AWS.
@NullMarked
package dev.lethe.aggregate.ending.aws;

import org.jspecify.annotations.NullMarked;
