/// Who may ask, wired to AWS.
@NullMarked
package dev.lethe.shared.access.aws;

import org.jspecify.annotations.NullMarked;
