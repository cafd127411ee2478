package dev.lethe.shared.steps;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/// A process that is killed now and then, before it does something or after.
public final class Killing {

  private final Random random;
  private int kills;
  private int calls;

  public Killing(Random random) {
    this.random = random;
  }

  /// It was.
  public static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// Kills it some times from now on, or never.
  public void may(boolean kill) {
    kills = kill ? 1 + random.nextInt(4) : 0;
    calls = random.nextInt(60);
  }

  private void perhaps() {
    if (kills > 0 && --calls < 0) {
      kills--;
      calls = random.nextInt(120);
      throw new KilledException();
    }
  }

  /// The same, unless the process is killed.
  public <T> T of(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              perhaps();
              try {
                var result = method.invoke(real, arguments);
                perhaps();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
