/// Signing with AWS KMS.
@NullMarked
package dev.lethe.shared.signing.aws;

import org.jspecify.annotations.NullMarked;
