/// Executions of Step Functions.
@NullMarked
package dev.lethe.subjects.execution.aws;

import org.jspecify.annotations.NullMarked;
