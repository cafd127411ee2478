package dev.lethe.shared.termination;

final class InMemoryMeasurementsTest extends MeasurementsContract {

  private final InMemoryMeasurements measurements = new InMemoryMeasurements();

  @Override
  protected Measurements measurements() {
    return measurements;
  }
}
