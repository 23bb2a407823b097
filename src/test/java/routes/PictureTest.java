package routes;

import static org.assertj.core.api.Assertions.assertThat;

import desk.picture.DrawnArrow;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

/**
 * The picture equals the routes: every step with an id is an arrow, in the route's order, to the step's target.
 * The picture has no other arrow.
 */
@QuarkusTest
class PictureTest extends RouteTest {

    private static final Path PICTURE = Path.of("docs/routes.md");

    /** Created by Camel for steps without our own id. */
    private static final Pattern NAMELESS = Pattern.compile("[a-zA-Z]+\\d+");

    private final Boxes boxes = Boxes.ofTheProduct();

    @Test
    void everyStepIsAnArrowOfThePictureInTheRoutesOrder() throws IOException {
        Map<String, List<String>> picture = new TreeMap<>();
        DrawnArrow.in(Files.readString(PICTURE))
                .forEach(arrow -> picture.computeIfAbsent(arrow.route(), route -> new ArrayList<>())
                        .add(arrow.step()));

        steps().forEach((route, steps) -> assertThat(picture.getOrDefault(route, List.of()))
                .as(() -> remedy(route, steps, picture.getOrDefault(route, List.of())))
                .isEqualTo(steps));
        assertThat(picture.keySet())
                .as("%s: remove the lines of routes that do not exist in src/main/java/routes/", PICTURE)
                .isEqualTo(steps().keySet());
    }

    @Test
    void everyArrowLeadsToWhereItsStepDoes() throws IOException {
        Map<String, ProcessorDefinition<?>> steps = new TreeMap<>();
        routes().forEach(route -> drawn(route).forEach(step -> steps.put(step.getId(), step)));

        for (DrawnArrow arrow : DrawnArrow.in(Files.readString(PICTURE))) {
            ProcessorDefinition<?> step = steps.get(arrow.step());
            String target = boxes.target(arrow, step, routes());
            assertThat(arrow.target())
                    .as("in %s write:  %s -- %s --> %s", PICTURE, arrow.route(), arrow.step(), target)
                    .isEqualTo(target);
        }
    }

    /** Reports which line is missing, superfluous, or in the wrong place. */
    private static String remedy(String route, List<String> steps, List<String> drawn) {
        List<String> missing =
                steps.stream().filter(step -> !drawn.contains(step)).toList();
        if (!missing.isEmpty()) {
            String step = missing.get(0);
            int place = steps.indexOf(step);
            String after = place == 0 ? "at the beginning of the route" : "after the arrow " + steps.get(place - 1);
            return "%s lacks an arrow; %s add the line  %s -- %s --> TARGET".formatted(PICTURE, after, route, step);
        }
        List<String> extra =
                drawn.stream().filter(step -> !steps.contains(step)).toList();
        return extra.isEmpty()
                ? "%s: put the arrows of %s into this order: %s".formatted(PICTURE, route, steps)
                : "%s: take out the lines of %s with the arrows %s".formatted(PICTURE, route, extra);
    }

    private List<RouteDefinition> routes() {
        return ((ModelCamelContext) context).getRouteDefinitions();
    }

    private Map<String, List<String>> steps() {
        Map<String, List<String>> steps = new TreeMap<>();
        routes().forEach(route -> steps.put(
                route.getRouteId(),
                drawn(route).stream().map(step -> step.getId()).toList()));
        return steps;
    }

    @SuppressWarnings("rawtypes")
    private static List<ProcessorDefinition> drawn(RouteDefinition route) {
        Collection<ProcessorDefinition> all =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
        return all.stream()
                .filter(PictureTest::isDrawn)
                .filter(step ->
                        step.getId() != null && !NAMELESS.matcher(step.getId()).matches())
                .toList();
    }

    /** The text describes what happens after a failure or at the end of an exchange. */
    private static boolean isDrawn(ProcessorDefinition<?> step) {
        return !ProcessorDefinitionHelper.isParentOfType(OnExceptionDefinition.class, step, true)
                && !ProcessorDefinitionHelper.isParentOfType(OnCompletionDefinition.class, step, true);
    }
}
