/// Objects in S3; checkpoints, the index of labels and graves in the Ledger table.
@NullMarked
package dev.lethe.archive.aws;

import org.jspecify.annotations.NullMarked;
