package dev.waybill.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of the packages is the law: each uses only those before it. */
class ArchitectureTest {
    private static final String ROOT = "dev.waybill.";
    private static final Set<String> READS = Set.of("getInputStream", "getErrorStream", "inputReader", "errorReader");
    static final List<String> ORDER = List.of(
            "errors",
            "spi",
            "wire",
            "vcs",
            "workspaces",
            "runs",
            "store",
            "leases",
            "events",
            "access",
            "deliveries",
            "hosts",
            "apps",
            "network",
            "receivers",
            "logs",
            "providers",
            "repositories",
            "forge",
            "origins",
            "deploys",
            "commands",
            "artifacts",
            "keeping",
            "execution",
            "drivers",
            "nodes",
            "watches",
            "ancestry",
            "checks",
            "sightings",
            "webhooks",
            "registrations",
            "comments",
            "automation",
            "locks",
            "gates",
            "lanes",
            "statuses",
            "requests",
            "triggers",
            "incoming",
            "reminders",
            "lookups",
            "notifiers",
            "notify",
            "chat",
            "slack",
            "fleet",
            "insights",
            "http",
            "api",
            "web",
            "cli",
            "agent");

    /** Read when the first rule needs it: other tests ask for the order alone. */
    private static final class Main {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.waybill");
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyThoseListedBeforeIt() {
        return ORDER.stream()
                .limit(ORDER.size() - 1)
                .map(name -> dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + name + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(listedAfter(name))
                                .allowEmptyShould(true)
                                .check(Main.CLASSES)));
    }

    private static String[] listedAfter(String name) {
        return ORDER.stream()
                .skip(ORDER.indexOf(name) + 1L)
                .map(later -> ROOT + later + "..")
                .toArray(String[]::new);
    }

    @Test
    void everyPackageIsInTheOrder() {
        var unlisted = Main.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .distinct()
                .filter(name -> !ORDER.contains(name));

        assertThat(unlisted).isEmpty();
    }

    @Test
    void nothingUsesADoor() {
        for (var door : List.of("api", "web", "cli", "agent")) {
            noClasses()
                    .that(resideInAPackage("dev.waybill..")
                            .and(DescribedPredicate.not(resideInAnyPackage("dev.waybill", ROOT + door + ".."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + door + "..")
                    .check(Main.CLASSES);
        }
    }

    @Test
    void whatPlugInAuthorsSeeNeedsTheJdkAlone() {
        for (var name : List.of("errors", "spi.notices", "spi", "wire")) {
            classes()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", ROOT + name, ROOT + "spi.notices")
                    .check(Main.CLASSES);
        }
    }

    @Test
    void sqlStaysInTheStores() {
        noClasses()
                .that(resideInAPackage("dev.waybill..")
                        .and(DescribedPredicate.not(resideInAPackage(ROOT + "store")))
                        .and(named(
                                "are neither stores nor the rows of one",
                                type -> !type.getName().matches(".*(Store|\\.[A-Z]\\w*Row)(\\$.*)?"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(Main.CLASSES);
    }

    @Test
    void onlyTheDoorsKnowJavalin() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + "http..", ROOT + "api..", ROOT + "web..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty.server..")
                .check(Main.CLASSES);
    }

    @Test
    void onlyOnePackageKnowsJettysClient() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + "receivers..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty.client..")
                .check(Main.CLASSES);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .that(named("are not the clock", type -> !type.getName().startsWith(ROOT + "spi.Time")))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(Main.CLASSES);
    }

    @Test
    void nobodyPrintsButTheCommandLine() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(ROOT + "cli..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Main.CLASSES);
    }

    /** See docs/decisions/0061: those who do run tools that leave nothing running, or have a single child. */
    @Test
    void nobodyReadsThePipesOfProcesses() {
        var readers = List.of(ROOT + "workspaces.Account", ROOT + "cli.run.Child");
        noClasses()
                .that(named("may not do so", type -> !readers.contains(type.getName())))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "reads the output of a process",
                        access -> access.getTargetOwner().isAssignableTo(Process.class)
                                && READS.contains(access.getName())))
                .check(Main.CLASSES);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("dev.waybill"));
    }

    private static DescribedPredicate<JavaClass> named(
            String description, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }
}
