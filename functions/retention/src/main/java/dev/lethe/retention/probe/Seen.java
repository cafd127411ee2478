package dev.lethe.retention.probe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was found, without what is in it.
///
/// @param app the application whose it is; nothing if that cannot be told without opening it
/// @param since from when on its time counts; nothing if it does not say
/// @param ends when it says that it ends; nothing if it does not
/// @param due when the policy wants it to end; nothing if that cannot be told
/// @param bytes how large it is; nothing if only its keys were read
public record Seen(
    Kind kind,
    @Nullable String app,
    @Nullable Instant since,
    @Nullable Instant ends,
    @Nullable Instant due,
    @Nullable Long bytes) {}
