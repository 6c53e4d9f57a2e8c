package dev.wspec.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URLDecoder;

@AnalyzeClasses(packages = "dev.wspec", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noSockets =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.wspec.conformance..", "dev.wspec.cases..", "dev.wspec.autobahn..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.channels..", "javax.net..")
                  .and(not(type(URLDecoder.class)))); // which only looks like one of the network

  /** A span of time is a value; what can tell the time is not for this module. */
  @ArchTest
  static final ArchRule noThreadsOrClocks =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.wspec.conformance..", "dev.wspec.cases..", "dev.wspec.autobahn..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.Thread")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.(.*Clock|Instant|.*Date|.*Time|Year|YearMonth)")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule judgesAndCasesDoNoIo =
      noClasses()
          .that()
          .resideInAnyPackage("dev.wspec.conformance.judge..", "dev.wspec.cases..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|Input|Output|Reader|Writer|Random|Print).*");

  @ArchTest
  static final ArchRule noStaticState =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              "dev.wspec.conformance..", "dev.wspec.cases..", "dev.wspec.autobahn..")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule judgesHaveNoFields =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .haveNameMatching(".*(Judges|WireInvariants)")
          .should()
          .beStatic()
          .andShould()
          .beFinal();

  @ArchTest
  static final ArchRule noCycles = slices().matching("dev.wspec.(**)").should().beFreeOfCycles();
}
