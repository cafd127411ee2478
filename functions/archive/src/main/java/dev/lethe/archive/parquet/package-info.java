/// Lines as Apache Parquet (<https://parquet.apache.org/docs/file-format/>), in memory and without
/// Hadoop.
@NullMarked
package dev.lethe.archive.parquet;

import org.jspecify.annotations.NullMarked;
