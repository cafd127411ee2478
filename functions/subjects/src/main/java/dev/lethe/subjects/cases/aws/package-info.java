/// Cases in the Vault table, opened.
@NullMarked
package dev.lethe.subjects.cases.aws;

import org.jspecify.annotations.NullMarked;
