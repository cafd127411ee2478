/// Objects in S3; checkpoints, the index of labels and how they stand in the Ledger table.
@NullMarked
package dev.lethe.archive.aws;

import org.jspecify.annotations.NullMarked;
