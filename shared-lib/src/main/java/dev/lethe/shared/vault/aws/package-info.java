/// The Vault in DynamoDB, and the operator's key in KMS.
@NullMarked
package dev.lethe.shared.vault.aws;

import org.jspecify.annotations.NullMarked;
