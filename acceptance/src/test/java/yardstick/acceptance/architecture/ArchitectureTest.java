package yardstick.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** Module (package below {@code yardstick}) to the modules it may use; everything may use the kernel. */
    private static final Map<String, Set<String>> EDGES = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("catalog", Set.of("kernel")),
            Map.entry("orders", Set.of("kernel", "catalog")),
            Map.entry("membership", Set.of("kernel", "catalog", "orders")),
            Map.entry("tracking", Set.of("kernel")),
            Map.entry("recommendation", Set.of("kernel", "catalog", "orders", "membership", "tracking")),
            Map.entry("metrics", Set.of("kernel", "tracking")),
            Map.entry(
                    "web",
                    Set.of("kernel", "catalog", "orders", "membership", "tracking", "recommendation", "metrics")),
            Map.entry("sandbox", Set.of("kernel")),
            Map.entry("cli", Set.of("kernel", "catalog", "metrics", "sandbox")));

    /** Fewer classes than this means the rules looked at nothing. */
    private static final Map<String, Integer> FEWEST_CLASSES = Map.of(
            "kernel",
            30,
            "catalog",
            40,
            "orders",
            60,
            "membership",
            20,
            "tracking",
            25,
            "recommendation",
            8,
            "metrics",
            30,
            "web",
            80,
            "sandbox",
            20,
            "cli",
            15);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(
                    EDGES.keySet().stream().map(ArchitectureTest::classFolder).toList());

    private static Path classFolder(String module) {
        return Sources.root()
                .resolve(module.equals("web") ? "storefront" : module)
                .resolve("target/classes");
    }

    @Test
    void theRulesSawTheCode() {
        FEWEST_CLASSES.forEach((module, fewest) -> {
            long seen = CLASSES.stream().filter(inModule(module)).count();
            assertTrue(seen >= fewest, () -> "only " + seen + " classes of " + module + " were seen");
        });
    }

    @Test
    void modulesUseOnlyTheModulesBelowThem() {
        EDGES.forEach((module, allowed) -> {
            String[] forbidden = EDGES.keySet().stream()
                    .filter(other -> !other.equals(module) && !allowed.contains(other))
                    .map(other -> "yardstick." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that(inModule(module))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(forbidden))
                    .check(CLASSES);
        });
    }

    @Test
    void onlyTheBasePackageAndSpiAreOpen() {
        for (String module : EDGES.keySet()) {
            if (module.equals("web")) {
                continue;
            }
            DescribedPredicate<JavaClass> inside = resideInAPackage("yardstick." + module + "..")
                    .and(not(resideInAnyPackage("yardstick." + module, "yardstick." + module + ".spi..")))
                    .as("inside " + module);
            noClasses()
                    .that(not(inModule(module)))
                    .should()
                    .dependOnClassesThat(inside)
                    .check(CLASSES);
        }
    }

    @Test
    void modulesAreFreeOfCycles() {
        slices().matching("yardstick.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheStorefrontKnowsTheWeb() {
        noClasses()
                .that(not(resideInAPackage("yardstick.web..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..", "gg.jte.."))
                .check(CLASSES);
    }

    /** What is injected is a client proxy, whose own fields stay null. */
    @Test
    void nobodyReadsTheFieldsOfABean() {
        fields().that()
                .areDeclaredInClassesThat(annotatedWith("jakarta.enterprise.context.ApplicationScoped"))
                .and()
                .areNotStatic()
                .should(new ArchCondition<>("be read by their own class alone") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        field.getAccessesToSelf().stream()
                                .filter(access -> !access.getOriginOwner()
                                        .getName()
                                        .split("\\$", 2)[0]
                                        .equals(field.getOwner().getName()))
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.violated(field, access.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void noStateLivesInHttpSessions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.servlet.http.HttpSession")
                .check(CLASSES);
    }

    @Test
    void nothingIsDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void timeAndChanceAreInjected() {
        noClasses()
                .that(not(resideInAnyPackage("yardstick.cli..", "yardstick.sandbox..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void packagesAreNullMarked() {
        Set<String> unmarked = CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("yardstick.web.jte"))
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(javaPackage -> javaPackage.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void theKernelStaysSmall() {
        List<String> published = CLASSES.stream()
                .filter(type -> type.getPackageName().equals("yardstick.kernel"))
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
        assertTrue(published.size() <= 30, () -> published.size() + " published kernel types: " + published);
    }

    @Test
    void domainCodeDoesNotPrint() {
        noClasses()
                .that(not(resideInAnyPackage("yardstick.cli..", "yardstick.sandbox..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("DTO")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> inModule(String module) {
        return resideInAPackage("yardstick." + module + "..");
    }
}
