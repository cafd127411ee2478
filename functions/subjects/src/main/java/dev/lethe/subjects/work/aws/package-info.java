/// The Vault, the lanes and the tasks that the steps of requests work with.
@NullMarked
package dev.lethe.subjects.work.aws;

import org.jspecify.annotations.NullMarked;
