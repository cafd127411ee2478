package dev.lethe.shared.registry;

import java.util.UUID;

/// Ids that nobody else has, in the form that the API documents.
public final class TestIds {

  private static final int DIGITS = 24;

  private TestIds() {}

  public static String customer() {
    return "cus_" + random();
  }

  public static String application() {
    return "app_" + random();
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
  }
}
