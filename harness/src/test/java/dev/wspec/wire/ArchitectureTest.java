package dev.wspec.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.wspec", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Two codecs on purpose: a mistake shared by both sides would cancel out. */
  @ArchTest
  static final ArchRule wireHasNoCodec =
      noClasses()
          .that()
          .resideInAnyPackage("dev.wspec.wire..", "dev.wspec.subject..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.wspec.codec..",
              "dev.wspec.session..",
              "dev.wspec.handshake..",
              "dev.wspec.endpoint..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.wspec.(wire|subject|run|cli|report)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .that()
          .resideInAnyPackage("dev.wspec.wire..", "dev.wspec.subject..", "dev.wspec.run..")
          .should()
          .callMethod(Thread.class, "sleep", long.class);
}
