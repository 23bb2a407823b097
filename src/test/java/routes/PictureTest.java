package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

/** The README's picture is the routes: every step with an id is an arrow, in the route's order, and no arrow is made up. */
@QuarkusTest
class PictureTest extends RouteTest {

    /** {@code receive-mail -- read-notification --> ses} as Mermaid has it. */
    private static final Pattern ARROW = Pattern.compile("(?m)^\\s*([a-z-]+)(?:\\[[^]]*])? -- ([a-z-]+) --> ");

    /** Made by Camel for steps without an id of ours. */
    private static final Pattern NAMELESS = Pattern.compile("[a-zA-Z]+\\d+");

    @Test
    void everyStepIsAnArrowOfThePictureInTheRoutesOrder() throws IOException {
        assertThat(picture()).isEqualTo(steps());
    }

    private Map<String, List<String>> steps() {
        Map<String, List<String>> steps = new TreeMap<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            Collection<ProcessorDefinition> all =
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
            List<String> named = all.stream()
                    .filter(PictureTest::isDrawn)
                    .map(ProcessorDefinition::getId)
                    .filter(id -> id != null && !NAMELESS.matcher(id).matches())
                    .toList();
            steps.put(route.getRouteId(), named);
        }
        return steps;
    }

    /** What happens after a failure or at the end of an exchange is told in words. */
    private static boolean isDrawn(ProcessorDefinition<?> step) {
        return !ProcessorDefinitionHelper.isParentOfType(OnExceptionDefinition.class, step, true)
                && !ProcessorDefinitionHelper.isParentOfType(OnCompletionDefinition.class, step, true);
    }

    private static Map<String, List<String>> picture() throws IOException {
        Map<String, List<String>> arrows = new TreeMap<>();
        List<MatchResult> found =
                ARROW.matcher(Files.readString(Path.of("README.md"))).results().toList();
        found.forEach(arrow -> arrows.computeIfAbsent(arrow.group(1), route -> new ArrayList<>())
                .add(arrow.group(2)));
        return arrows;
    }
}
