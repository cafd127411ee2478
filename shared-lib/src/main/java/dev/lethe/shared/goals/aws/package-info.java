/// The same, in AWS.
@NullMarked
package dev.lethe.shared.goals.aws;

import org.jspecify.annotations.NullMarked;
