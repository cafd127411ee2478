/// Packages on AWS.
@NullMarked
package dev.lethe.subjects.packages.aws;

import org.jspecify.annotations.NullMarked;
