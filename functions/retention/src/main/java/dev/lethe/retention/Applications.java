package dev.lethe.retention;

import dev.lethe.shared.registry.Application;
import java.util.List;

/// All applications that there are.
@FunctionalInterface
public interface Applications {

  List<Application> all();
}
