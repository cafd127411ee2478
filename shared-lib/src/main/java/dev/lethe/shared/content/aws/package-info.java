/// Sealed content in S3.
@NullMarked
package dev.lethe.shared.content.aws;

import org.jspecify.annotations.NullMarked;
