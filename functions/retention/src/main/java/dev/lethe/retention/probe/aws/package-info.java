/// What AWS tells of what is kept.
@NullMarked
package dev.lethe.retention.probe.aws;

import org.jspecify.annotations.NullMarked;
