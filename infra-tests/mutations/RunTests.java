import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs test classes on JUnit's platform and writes a line for each test that failed, its class and
/// its name: `RunTests REPORT CLASS …`.
void main(String[] arguments) throws IOException {
  var classes = Arrays.stream(arguments).skip(1).map(name -> selectClass(name)).toList();
  var listener = new SummaryGeneratingListener();
  LauncherFactory.create()
      .execute(LauncherDiscoveryRequestBuilder.request().selectors(classes).build(), listener);
  var summary = listener.getSummary();
  if (summary.getTestsFoundCount() < classes.size()) {
    throw new IllegalStateException("A class has no tests.");
  }
  Files.write(
      Path.of(arguments[0]),
      summary.getFailures().stream()
          .map(failure -> name(failure.getTestIdentifier()))
          .toList());
  // Libraries leave threads behind that would keep it alive.
  System.exit(0);
}

/// An id's segments are the engine, the class, and what is in it: ArchUnit's tests are fields.
String name(TestIdentifier failed) {
  var segments = failed.getUniqueIdObject().getSegments();
  var inClass =
      failed.getSource().orElse(null) instanceof MethodSource method
          ? method.getMethodName()
          : segments.size() == 2 ? "itself" : segments.getLast().getValue();
  return segments.get(1).getValue() + " " + inClass;
}
