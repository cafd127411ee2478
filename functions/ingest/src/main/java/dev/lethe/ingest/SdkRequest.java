package dev.lethe.ingest;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request of an SDK.
///
/// @param key the write key of its header; nothing if there is none, and the body may tell it
/// @param body as it came, perhaps compressed
/// @param origin where it came from; nothing if its address did not parse
record SdkRequest(
    Call call, @Nullable ApiKey key, Bytes body, @Nullable Origin origin, Instant received) {}
