package dev.lethe.ingest.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.request.ContextField;
import java.util.EnumMap;
import java.util.Objects;
import java.util.Optional;
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
    ", , , ",
    "toaster, ToasterOS, toaster-sdk, "
  })
  void isOneOfAClosedSet(
      @Nullable String type,
      @Nullable String os,
      @Nullable String library,
      @Nullable String platform) {
    var context = new EnumMap<ContextField, String>(ContextField.class);
    context.put(ContextField.DEVICE_TYPE, Objects.requireNonNullElse(type, ""));
    context.put(ContextField.OS, Objects.requireNonNullElse(os, ""));
    context.put(ContextField.LIBRARY, Objects.requireNonNullElse(library, ""));
    assertThat(Platforms.of(context)).isEqualTo(Optional.ofNullable(platform));
  }
}
