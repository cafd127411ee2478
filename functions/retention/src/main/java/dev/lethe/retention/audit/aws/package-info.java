/// Where audits are kept, and what they tell of.
@NullMarked
package dev.lethe.retention.audit.aws;

import org.jspecify.annotations.NullMarked;
