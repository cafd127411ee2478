package dev.lethe.shared.termination;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Settings;

final class InMemoryTerminationsTest extends TerminationsContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryTerminations terminations = new InMemoryTerminations(registry);

  @Override
  protected Terminations terminations() {
    return terminations;
  }

  @Override
  protected Registry registry() {
    return registry;
  }

  @Override
  protected Application application() {
    var application = new Application("app_1", "cus_1", "App", Settings.STANDARD);
    registry.enrol(application, ApiKey.shown("lethe_wk_1"));
    return application;
  }
}
