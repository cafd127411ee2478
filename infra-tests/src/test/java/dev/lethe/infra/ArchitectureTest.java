package dev.lethe.infra;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The rules of the house that a compiler does not check.
@AnalyzeClasses(packages = "dev.lethe", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /// Leaves out the tests, in folders and in the jars that other modules' tests use.
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static final String[] FUNCTIONS = {
    "dev.lethe.ingest..",
    "dev.lethe.aggregate..",
    "dev.lethe.archive..",
    "dev.lethe.insights..",
    "dev.lethe.control..",
    "dev.lethe.retention..",
    "dev.lethe.subjects.."
  };

  /// A handler, with the classes that the compiler makes of its lambdas and switches.
  private static final DescribedPredicate<JavaClass> HANDLERS = simpleNameEndingWith("Handler");

  @ArchTest
  static final ArchRule theAwsSdkStaysInAdaptersAndHandlers =
      noClasses()
          .that(not(resideInAPackage("dev.lethe..aws..").or(HANDLERS)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule noFunctionDependsOnAnother =
      slices()
          .matching("dev.lethe.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.lethe.shared.."));

  @ArchTest
  static final ArchRule sharedLibDependsOnNoFunction =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.shared..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FUNCTIONS);

  @ArchTest
  static final ArchRule nobodyDependsOnHandlers =
      noClasses()
          .that(not(HANDLERS))
          .should()
          .dependOnClassesThat(resideInAPackage("dev.lethe..").and(HANDLERS));

  /// A failure's message may repeat what it was about; `Fault` logs it without.
  @ArchTest
  static final ArchRule failuresAreNotHandedToALogger =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "a logger takes a failure",
                  call ->
                      call.getTargetOwner().isAssignableTo("org.slf4j.Logger")
                          && call.getTarget().getRawParameterTypes().stream()
                              .anyMatch(type -> type.isAssignableTo(Throwable.class))));

  @ArchTest
  static final ArchRule addressesAreUnderstoodInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.lethe.shared.address..",
              "dev.lethe.ingest.origin..",
              // Where customers are called: those are servers' addresses, of nobody.
              "dev.lethe.subjects.callback.https..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.Inet.*Address");
}
