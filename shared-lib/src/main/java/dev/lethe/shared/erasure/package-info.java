/// Where copies of what is known of a subject are, for those who erase them.
@NullMarked
package dev.lethe.shared.erasure;

import org.jspecify.annotations.NullMarked;
