/// Executions of Step Functions, and metrics of CloudWatch.
@NullMarked
package dev.lethe.subjects.watch.aws;

import org.jspecify.annotations.NullMarked;
