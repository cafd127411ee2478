package dev.lethe.shared.rights;

import java.util.UUID;

/// What is done for a request of a subject.
///
/// @param app the application's id
/// @param request the customer's id for the request
public record CaseId(String app, UUID request) {}
