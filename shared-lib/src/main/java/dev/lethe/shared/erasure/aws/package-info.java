/// What an erasure reaches in AWS's stores.
@NullMarked
package dev.lethe.shared.erasure.aws;

import org.jspecify.annotations.NullMarked;
