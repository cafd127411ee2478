/// Pages for people: without scripts, without a network.
@NullMarked
package dev.lethe.shared.page;

import org.jspecify.annotations.NullMarked;
