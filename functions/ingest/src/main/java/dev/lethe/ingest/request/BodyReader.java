package dev.lethe.ingest.request;

import dev.lethe.ingest.origin.Origins;

/// Reads the body of a call in one pass, without ever holding it as a tree.
public final class BodyReader {

  private final Origins origins;

  public BodyReader(Origins origins) {
    this.origins = origins;
  }

  /// Reads a body, unpacking it first if it is compressed.
  ///
  /// @throws RefusedRequestException if it is no JSON of the call's form, or too large
  public SdkBatch read(Call call, byte[] body) throws RefusedRequestException {
    return JsonBody.read(body, (json, bytes) -> new BodyPass(json, origins, call).read(bytes));
  }
}
