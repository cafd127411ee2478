/// A Registry that was lost: what a backup has of it is put back, as it may be now.
@NullMarked
package dev.lethe.control.restore;

import org.jspecify.annotations.NullMarked;
