package dev.lethe.ingest.screenshot;

class InMemoryUploadsTest extends UploadsContract {

  private final InMemoryUploads uploads = new InMemoryUploads();

  @Override
  protected Uploads uploads() {
    return uploads;
  }

  @Override
  protected void upload(String name, byte[] picture) {
    uploads.upload(name, picture);
  }
}
