package dev.lethe.infra.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Stores as one actor reaches them: each call goes through its line.
final class Proxied {

  /// What came of a call: an answer, or what it says when it refuses.
  private record Came(@Nullable Object answer, @Nullable Throwable refusal) {

    @Override
    public String toString() {
      return refusal == null ? String.valueOf(answer) : refusal.getClass().getSimpleName();
    }
  }

  private Proxied() {}

  static <T> T of(Class<T> port, T store, Line line) {
    var proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              var came =
                  line.call(
                      () -> method.getName() + Arrays.toString(arguments),
                      () -> {
                        try {
                          return new Came(method.invoke(store, arguments), null);
                        } catch (InvocationTargetException e) {
                          return new Came(null, e.getCause());
                        } catch (IllegalAccessException e) {
                          throw new AssertionError(e);
                        }
                      });
              if (came.refusal() != null) {
                throw came.refusal();
              }
              return came.answer();
            });
    return port.cast(proxy);
  }
}
