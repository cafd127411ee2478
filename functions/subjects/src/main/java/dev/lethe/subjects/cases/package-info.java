/// What the Vault is given of a request when it is entered: whom it is about.
@NullMarked
package dev.lethe.subjects.cases;

import org.jspecify.annotations.NullMarked;
