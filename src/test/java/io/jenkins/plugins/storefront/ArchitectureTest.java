package io.jenkins.plugins.storefront;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** The package rules of the design. */
@AnalyzeClasses(packages = "io.jenkins.plugins.storefront", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.storefront";
    private static final String ENGINE = ROOT + ".delivery..";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees.plugins..", "org.csanchez.."
    };

    @ArchTest
    static final ArchRule engineKnowsNoJenkins = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    static final ArchRule engineKnowsNoHost = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(ENGINE))));

    @ArchTest
    static final ArchRule nothingButTheRunnerKnowsTheRunner = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".runner..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".runner..");

    @ArchTest
    static final ArchRule stepsKnowNoHost = noClasses()
            .that()
            .resideInAPackage(ROOT + ".steps..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + ".host..", ROOT + ".config..", ROOT + ".runner.."));

    @ArchTest
    static final ArchRule enginePackagesAreFreeOfCycles =
            slices().matching(ROOT + ".delivery.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stateMachinesHoldNoClock = noClasses()
            .that()
            .haveSimpleNameEndingWith("Machine")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineHasNoMutableStaticState = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ENGINE)
            .and()
            .areStatic()
            .should()
            .notBeFinal()
            .allowEmptyShould(true);
}
