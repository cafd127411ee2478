/// The functions under a Kinesis, a Lambda service, a DynamoDB and SDKs that are simulated, in one
/// process and from one seed.
@NullMarked
package dev.lethe.infra.simulation;

import org.jspecify.annotations.NullMarked;
