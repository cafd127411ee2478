package dev.lethe.subjects.request;

import java.net.URI;

/// What an access or portability request found (OpenDSR, section 8.3).
///
/// @param url where it can be had
/// @param count how many results there are
public record Results(URI url, long count) {}
