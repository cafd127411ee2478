/// The lanes of the stream, as each of its consumers reads them: shards in order, records that are
/// passed over, tasks that wait for commands.
@NullMarked
package dev.lethe.shared.lane;

import org.jspecify.annotations.NullMarked;
