package dev.lethe.subjects.callback.https;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// The connection of a call, which another thread closes when the call has taken too long.
final class OpenedSocket {

  private @Nullable Socket socket;
  private boolean closed;

  /// A socket that is to be connected. The one before it is closed.
  synchronized Socket next() throws IOException {
    if (closed) {
      throw new IOException();
    }
    closeSocket();
    var next = new Socket();
    socket = next;
    return next;
  }

  /// Closes it, and lets no other be opened.
  synchronized void close() {
    closed = true;
    closeSocket();
  }

  private void closeSocket() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Nothing more is sent on it.
    }
  }
}
