/// The same, in AWS.
@NullMarked
package dev.lethe.archive.ending.aws;

import org.jspecify.annotations.NullMarked;
