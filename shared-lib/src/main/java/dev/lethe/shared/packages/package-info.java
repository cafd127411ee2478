/// The files of packages of all that is held of a subject, shared by those who collect for one.
@NullMarked
package dev.lethe.shared.packages;

import org.jspecify.annotations.NullMarked;
