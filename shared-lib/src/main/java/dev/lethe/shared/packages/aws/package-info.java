/// The files of packages in S3.
@NullMarked
package dev.lethe.shared.packages.aws;

import org.jspecify.annotations.NullMarked;
