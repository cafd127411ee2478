package dev.lethe.ingest.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.request.SdkEvent.Device;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformsTest {

  @ParameterizedTest
  @CsvSource({
    "ios, iOS, analytics-ios, ios",
    "Android, Android, analytics-kotlin, android",
    "android, , , android",
    ", iPadOS, analytics-swift, ios",
    ", Mac OS X, analytics.js, web",
    ", Linux, @segment/analytics-node, server",
    ", , analytics-python, server",
    ", , analytics-java, server",
    ", , , (unknown)",
    "toaster, ToasterOS, toaster-sdk, (unknown)"
  })
  void isOneOfAClosedSet(
      @Nullable String type, @Nullable String os, @Nullable String library, String platform) {
    assertThat(Platforms.of(new Device(type, os, library))).isEqualTo(platform);
  }
}
