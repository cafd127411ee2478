/// Requests that were lost: what a backup has of them is put back, and what is known better since
/// is said again.
@NullMarked
package dev.lethe.subjects.restore;

import org.jspecify.annotations.NullMarked;
