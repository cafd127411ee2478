/// What a customer asks for a subject, by OpenDSR: read, entered, answered.
@NullMarked
package dev.lethe.subjects.request;

import org.jspecify.annotations.NullMarked;
