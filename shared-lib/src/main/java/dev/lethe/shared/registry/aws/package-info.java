/// The Registry in DynamoDB.
@NullMarked
package dev.lethe.shared.registry.aws;

import org.jspecify.annotations.NullMarked;
