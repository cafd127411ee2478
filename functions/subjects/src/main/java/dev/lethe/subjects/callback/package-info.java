/// Customers are told what becomes of their requests.
@NullMarked
package dev.lethe.subjects.callback;

import org.jspecify.annotations.NullMarked;
