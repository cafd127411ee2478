/// Who may ask: from a secret key to a customer and its application.
@NullMarked
package dev.lethe.shared.access;

import org.jspecify.annotations.NullMarked;
