package dev.lethe.infra.simulation;

import java.security.SecureRandom;
import java.util.Random;

/// What keys and labels are made of: the same in each run of the same choices.
final class Labels extends SecureRandom {

  private final transient Random random;

  Labels(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
