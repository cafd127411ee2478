/// The register of disclosures in DynamoDB.
@NullMarked
package dev.lethe.shared.disclosure.aws;

import org.jspecify.annotations.NullMarked;
