package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A box of the picture is found by its name. */
class RouteFilesTest {

    private static final Pattern ROUTE = Pattern.compile("routeId\\(\"([a-z-]+)\"\\)");

    @Test
    void everyFileOfARouteIsNamedAsItsRouteAndHoldsOne() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                List<String> ids = ROUTE.matcher(Files.readString(file))
                        .results()
                        .map(route -> route.group(1))
                        .toList();
                if (name.equals("Failures")) {
                    assertThat(ids).as("the error policy is not a route").isEmpty();
                } else {
                    assertThat(ids).as("%s: rename the file or its route", file).containsExactly(kebab(name));
                }
            }
        }
    }

    @Test
    void noRouteHasAnErrorRuleOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/routes"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("Failures.java"))
                            .toList())
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as("%s: move its onException to Failures.java", file)
                            .doesNotContain("onException("));
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
