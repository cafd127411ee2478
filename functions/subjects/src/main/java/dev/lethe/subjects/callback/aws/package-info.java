/// Callbacks in AWS Step Functions.
@NullMarked
package dev.lethe.subjects.callback.aws;

import org.jspecify.annotations.NullMarked;
