package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Header;
import java.time.Instant;

/// The Ledger, read part by part. Nobody writes there meanwhile.
public interface LedgerParts {

  /// How large it is, about.
  long bytes();

  /// Reads a part.
  ///
  /// @param now what ended until then is passed over
  void read(int segment, int segments, Instant now, Sink sink);

  /// Who is shown what is found.
  interface Sink {

    /// An entry that is not emptied.
    ///
    /// @param header its label's
    void entry(Header header, Entry entry);

    /// What a command took off, at the command's place.
    void taken(Entry taken);
  }
}
