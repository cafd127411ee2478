/// Signing with AWS KMS.
@NullMarked
package dev.lethe.subjects.signing.aws;

import org.jspecify.annotations.NullMarked;
