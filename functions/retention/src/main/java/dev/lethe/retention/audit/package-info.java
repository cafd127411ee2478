/// Audits: what a customer is told of what is kept of an application, as it was measured.
@NullMarked
package dev.lethe.retention.audit;

import org.jspecify.annotations.NullMarked;
