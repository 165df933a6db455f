package io.fairlead.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The design's arrows and habits, stated where all modules are on the class path. */
@AnalyzeClasses(packages = "io.fairlead", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
    private static final String API = "io.fairlead.api..";
    private static final String SPI = "io.fairlead.spi..";
    private static final String CORE = "io.fairlead.core..";
    private static final String ORCHESTRATOR = "io.fairlead.orchestrator..";
    private static final String SUPPORT = "io.fairlead.support..";
    private static final String FAKES = "io.fairlead.fakes..";
    private static final String TCK = "io.fairlead.tck..";
    private static final String[] BROKERS = {"io.fairlead.binance..", "io.fairlead.alpaca.."};
    private static final String[] AROUND_BROKERS = {SUPPORT, FAKES, TCK, "io.fairlead.binance..", "io.fairlead.alpaca.."
    };

    /** Modules of the build that are no library: they print, they wait, and nobody depends on them. */
    private static final Set<String> APPLICATIONS = Set.of("examples", "benchmarks", "consumer-check");

    private static final DescribedPredicate<JavaClass> LIBRARY = describe(
            "are in a library module",
            type -> !resideInAnyPackage("io.fairlead.examples..", "io.fairlead.benchmarks..", "io.fairlead.consumer..")
                    .test(type));

    /** Where amounts are exact: see the design, "Numbers, names and time". */
    private static final List<String> ORDER_PATH =
            List.of("io.fairlead.api.order", "io.fairlead.core.order", "io.fairlead.core.ledger");

    /**
     * Members of the order path that may speak of {@code double}, by full name; each with its reason. None so far.
     */
    private static final Set<String> EXEMPT_FROM_EXACTNESS = Set.of();

    // --- Arrows ---------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule api_and_spi_know_the_jdk_and_jspecify_only = classes()
            .that()
            .resideInAnyPackage(API, SPI)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", API, SPI);

    @ArchTest
    static final ArchRule api_does_not_know_the_spi = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPI);

    @ArchTest
    static final ArchRule core_knows_neither_orchestrator_nor_brokers_nor_examples = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(AROUND_BROKERS).or(resideInAnyPackage(ORCHESTRATOR, "io.fairlead.examples..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule orchestrator_knows_neither_brokers_nor_examples = noClasses()
            .that()
            .resideInAPackage(ORCHESTRATOR)
            .should()
            .dependOnClassesThat(resideInAnyPackage(AROUND_BROKERS).or(resideInAPackage("io.fairlead.examples..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule brokers_know_neither_core_nor_orchestrator_nor_fakes_nor_the_kit = noClasses()
            .that()
            .resideInAnyPackage(BROKERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, ORCHESTRATOR, FAKES, TCK, "io.fairlead.examples..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule support_knows_api_and_spi_alone_of_us = noClasses()
            .that()
            .resideInAPackage(SUPPORT)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fairlead..").and(not(resideInAnyPackage(API, SPI, SUPPORT))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule fakes_know_nothing_of_us = noClasses()
            .that()
            .resideInAPackage(FAKES)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fairlead..").and(not(resideInAPackage(FAKES))))
            .because("a codec shared with an adapter would share its mistakes");

    @ArchTest
    static final ArchRule the_kit_knows_api_and_spi_alone_of_us = noClasses()
            .that()
            .resideInAPackage(TCK)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fairlead..").and(not(resideInAnyPackage(API, SPI, TCK))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule brokers_do_not_know_each_other = slices().matching("io.fairlead.(binance|alpaca)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule fake_venues_do_not_know_each_other =
            slices().matching("io.fairlead.fakes.(binance|alpaca)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule a_broker_shows_its_provider_and_its_config = classes()
            .that()
            .resideInAnyPackage(BROKERS)
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*(Provider|Config)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule rooms_of_core_form_no_cycle = slices().matching("io.fairlead.core.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    // --- Time, chance, output -------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
            .that(LIBRARY)
            .should()
            .callCodeUnitWhere(describe("it asks the machine for the time, or waits", ArchitectureTest::asksTheMachine))
            .because("time comes from the Clock a class is given, waiting from a scheduler");

    @ArchTest
    static final ArchRule chance_has_a_seed = noClasses()
            .that(LIBRARY)
            .should()
            .callCodeUnitWhere(describe("it draws from an unseeded source", ArchitectureTest::drawsWithoutSeed))
            .because("a run is a function of its inputs; ids and randomness come from the session");

    @ArchTest
    static final ArchRule transcendental_functions_are_strict = noClasses()
            .that(LIBRARY)
            .should()
            .callCodeUnitWhere(describe("Math may differ between machines", ArchitectureTest::mayDifferBetweenMachines))
            .because("two machines must decide alike: StrictMath");

    @ArchTest
    static final ArchRule libraries_print_nothing =
            noClasses().that(LIBRARY).should(ACCESS_STANDARD_STREAMS).because("slf4j is the only way out");

    @ArchTest
    static final ArchRule nobody_logs_through_the_jdk =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule nobody_in_a_library_ends_the_jvm =
            noClasses().that(LIBRARY).should().callMethod(System.class, "exit", int.class);

    // --- Values and names -----------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule order_path_is_exact = classes()
            .that()
            .resideInAnyPackage(ORDER_PATH.stream().map(room -> room + "..").toArray(String[]::new))
            .should(haveNoBinaryFloatingPoint())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_null_marked = classes().should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule names_say_what_a_class_does = classes()
            .should()
            .haveNameNotMatching(".*[.$]([A-Za-z0-9]*(Manager|Helper|Utils?|Impl)|Base[A-Z][A-Za-z0-9]*)")
            .because("OrderThrottle says something, OrderManager does not");

    // --- The rules see something ----------------------------------------------------------------------------------

    @ArchTest
    static void every_library_class_is_under_these_rules(JavaClasses seen) throws IOException {
        Set<String> written = new TreeSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), Files::isDirectory)) {
            for (Path module : modules) {
                if (!APPLICATIONS.contains(module.getFileName().toString())) {
                    written.addAll(typesWrittenIn(module.resolve("src/main/java")));
                }
            }
        }

        Set<String> analysed = seen.stream().map(JavaClass::getName).collect(toCollection(TreeSet::new));

        assertThat(written).contains("io.fairlead.api.Price");
        assertThat(analysed)
                .as("a module is missing among the dependencies of examples")
                .containsAll(written);
    }

    @ArchTest
    static void order_path_is_where_the_rule_looks(JavaClasses seen) {
        boolean pathIsComplete = seen.containPackage("io.fairlead.core.backtest");

        for (String room : ORDER_PATH) {
            assertThat(!pathIsComplete || seen.containPackage(room))
                    .as("%s is empty: has the order path moved?", room)
                    .isTrue();
        }
    }

    /** All but tests. ArchUnit's own option expects {@code target/test-classes}; ours may lie deeper. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static Set<String> typesWrittenIn(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> sources.relativize(file).toString())
                    .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static boolean asksTheMachine(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.lang.Thread", "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.util.Calendar", "java.util.GregorianCalendar" -> name.equals("getInstance");
            case "java.util.Date" -> name.equals("<init>") && parameters.isEmpty();
            default ->
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && parameters.stream().noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
        };
    }

    private static boolean drawsWithoutSeed(JavaCall<?> call) {
        String name = call.getName();
        boolean plainConstructor =
                name.equals("<init>") && call.getTarget().getRawParameterTypes().isEmpty();
        return switch (call.getTargetOwner().getName()) {
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.Random", "java.util.SplittableRandom" -> plainConstructor;
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.Collections" ->
                name.equals("shuffle")
                        && call.getTarget().getRawParameterTypes().size() == 1;
            default -> false;
        };
    }

    /** {@code Math} allows these an error of an ulp or more, so that a machine may use its own instructions. */
    private static boolean mayDifferBetweenMachines(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Math.class)
                && Set.of(
                                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
                                "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot")
                        .contains(call.getName());
    }

    private static ArchCondition<JavaClass> haveNoBinaryFloatingPoint() {
        return new ArchCondition<>("have no double or float in a field, a parameter or a result") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> isBinaryFloatingPoint(field.getRawType()))
                        .forEach(field -> violate(type, field.getFullName(), events));
                type.getCodeUnits().stream()
                        .filter(unit -> isBinaryFloatingPoint(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream()
                                        .anyMatch(ArchitectureTest::isBinaryFloatingPoint))
                        .forEach(unit -> violate(type, unit.getFullName(), events));
            }

            private void violate(JavaClass type, String member, ConditionEvents events) {
                if (!EXEMPT_FROM_EXACTNESS.contains(member)) {
                    events.add(SimpleConditionEvent.violated(
                            type, member + " speaks of double or float in " + type.getSourceCodeLocation()));
                }
            }
        };
    }

    private static boolean isBinaryFloatingPoint(JavaClass type) {
        return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                .contains(type.getBaseComponentType().getName());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.isAnnotatedWith(NullMarked.class)
                        || type.getPackage().isAnnotatedWith(NullMarked.class);
                if (!marked && !type.getName().equals("module-info")) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package without @NullMarked in its package-info"));
                }
            }
        };
    }
}
