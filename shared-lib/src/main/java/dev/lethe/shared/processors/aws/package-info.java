/// The register of sub-processors in DynamoDB.
@NullMarked
package dev.lethe.shared.processors.aws;

import org.jspecify.annotations.NullMarked;
