/// What a recovery reads and writes, in AWS.
@NullMarked
package dev.lethe.retention.recovery.aws;

import org.jspecify.annotations.NullMarked;
