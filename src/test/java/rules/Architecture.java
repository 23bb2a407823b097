package rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The packages that a package may use. Each violation is one sentence: a class, the class that it uses, and why it must
 * not.
 */
record Architecture(JavaClasses classes) {

    /** The annotations that Camel's bean post-processor reads. */
    private static final Predicate<JavaClass> CAMELS_INJECTION = type -> Stream.of(
                    "BeanConfigInject",
                    "BeanInject",
                    "BindToRegistry",
                    "Consume",
                    "EndpointInject",
                    "Produce",
                    "PropertyInject")
            .anyMatch(annotation -> type.getName().equals("org.apache.camel." + annotation));

    /** No class of {@code users} uses one of {@code used}. */
    private record Direction(Predicate<JavaClass> users, Predicate<JavaClass> used, String because) {}

    private List<Direction> directions() {
        return List.of(
                new Direction(
                        in("desk"),
                        in("cli"),
                        "the desk serves pages, JMX and the command line, and uses none of them"),
                new Direction(in("replay", "shadow"), in("cli"), "the command line starts replays and comparisons"),
                new Direction(
                        only("desk").or(in("desk.groups")),
                        in("desk.web", "desk.jmx"),
                        "pages and consoles show the desk, and the desk uses neither"),
                new Direction(in("desk.web"), in("desk.jmx"), "a page needs nothing of the console"),
                new Direction(in("desk.jmx"), in("desk.web"), "the console needs nothing of the pages"),
                new Direction(
                        in("desk.access"),
                        only("desk").or(in("desk.groups", "desk.web", "desk.jmx")),
                        "access rules hold for every interface of the desk, and use none"),
                new Direction(
                        in("desk", "replay", "shadow"), in("picocli"), "only the package cli reads command lines"),
                new Direction(
                        only("desk").or(in("desk.groups")),
                        in("javax.management", "org.jolokia", "jakarta.ws.rs", "io.vertx", "io.quarkus.qute"),
                        "queries and actions of the desk have no user interface"),
                new Direction(in("routes").negate(), in("org.apache.camel"), "only routes use Camel"),
                new Direction(
                        in("routes"),
                        CAMELS_INJECTION,
                        "CDI injects everything, and UnscannedBeans turns Camel's annotations off"),
                new Direction(
                        in("routes").negate(), in("routes"), "routes use the other packages, and not the reverse"),
                new Direction(
                        in("mail"), ours().and(in("mail").negate()), "package mail uses no other package of ours"));
    }

    /** @return a sentence for each class that violates the rule */
    List<String> wrongDirections() {
        List<String> wrong = new ArrayList<>();
        for (Direction direction : directions()) {
            classes.stream()
                    .filter(direction.users())
                    .forEach(user -> targets(user)
                            .filter(direction.used())
                            .map(used -> user.getName() + " uses " + used.getName() + ": " + direction.because())
                            .forEach(wrong::add));
        }
        return wrong.stream().sorted().distinct().toList();
    }

    /** @return a sentence with the classes that close a cycle of packages; empty if there is no cycle */
    Optional<String> circle() {
        Map<String, Map<String, String>> uses = new TreeMap<>();
        classes.forEach(user -> targets(user)
                .filter(used -> classes.contain(used.getName()))
                .filter(used -> !used.getPackageName().equals(user.getPackageName()))
                .forEach(used -> uses.computeIfAbsent(user.getPackageName(), none -> new TreeMap<>())
                        .merge(
                                used.getPackageName(),
                                user.getName() + " uses " + used.getName(),
                                Architecture::first)));
        Set<String> done = new TreeSet<>();
        return uses.keySet().stream()
                .map(start -> circle(start, new ArrayList<>(), uses, done))
                .filter(circle -> !circle.isEmpty())
                .findFirst()
                .map(circle -> "the packages " + String.join(" → ", circle) + " form a cycle: " + steps(circle, uses));
    }

    private static List<String> circle(
            String at, List<String> way, Map<String, Map<String, String>> uses, Set<String> done) {
        if (way.contains(at)) {
            List<String> circle = new ArrayList<>(way.subList(way.indexOf(at), way.size()));
            circle.add(at);
            return circle;
        }
        if (!done.contains(at)) {
            way.add(at);
            for (String next : uses.getOrDefault(at, Map.of()).keySet()) {
                List<String> circle = circle(next, way, uses, done);
                if (!circle.isEmpty()) {
                    return circle;
                }
            }
            way.remove(at);
            done.add(at);
        }
        return List.of();
    }

    private static String steps(List<String> circle, Map<String, Map<String, String>> uses) {
        List<String> steps = new ArrayList<>();
        for (int i = 1; i < circle.size(); i++) {
            steps.add(uses.get(circle.get(i - 1)).get(circle.get(i)));
        }
        return String.join(", ", steps);
    }

    private static String first(String one, String other) {
        return Stream.of(one, other).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Stream<JavaClass> targets(JavaClass user) {
        return user.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType);
    }

    private Predicate<JavaClass> ours() {
        return type -> classes.contain(type.getName());
    }

    /** Whether a class is in one of the packages, or below it. */
    private static Predicate<JavaClass> in(String... packages) {
        return type -> Stream.of(packages)
                .anyMatch(name -> type.getPackageName().equals(name)
                        || type.getPackageName().startsWith(name + "."));
    }

    private static Predicate<JavaClass> only(String name) {
        return type -> type.getPackageName().equals(name);
    }
}
