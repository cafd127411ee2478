/// The same, in AWS.
@NullMarked
package dev.lethe.retention.ending.aws;

import org.jspecify.annotations.NullMarked;
