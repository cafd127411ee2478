/// How every function talks to AWS.
@NullMarked
package dev.lethe.shared.aws;

import org.jspecify.annotations.NullMarked;
