/// Keys in the Vault and Secrets Manager, and the Registry in DynamoDB.
@NullMarked
package dev.lethe.control.ending.aws;

import org.jspecify.annotations.NullMarked;
