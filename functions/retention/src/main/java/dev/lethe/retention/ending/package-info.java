/// The buckets and the Vault are emptied of an application.
@NullMarked
package dev.lethe.retention.ending;

import org.jspecify.annotations.NullMarked;
