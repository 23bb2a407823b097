package routes;

import desk.picture.DrawnArrow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * Finds the node of the picture that a step leads to: by the step's endpoint in the product's settings, or by its verb.
 */
final class Boxes {

    /** Nodes that a step without an endpoint may lead to, besides its own route. */
    private static final Set<String> STORES =
            Set.of("s3", "ledger", "aliases", "policy", "queue", "work", "ecs", "disk", "script", "metrics");

    private static final Map<String, String> BY_SCHEME =
            Map.of("aws2-s3", "s3", "ecs-task", "ecs", "smtp", "ses", "bean", "queue");

    private static final Map<String, String> QUEUES = Map.of("box.dead-letters", "dead", "box.work.enqueue", "work");

    private final Properties settings;

    private Boxes(Properties settings) {
        this.settings = settings;
    }

    /** The boxes of the product's settings; those of the tests' settings are mocks. */
    static Boxes ofTheProduct() {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Boxes(settings);
    }

    /** @return all boxes by name */
    Map<String, String> all() {
        return settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith("box."))
                .collect(Collectors.toMap(name -> name, settings::getProperty));
    }

    /** @return the arrow's target if its step leads there; otherwise the step's real target */
    String target(DrawnArrow arrow, ProcessorDefinition<?> step, List<RouteDefinition> routes) {
        String uri = uri(step);
        if (uri != null) {
            return node(uri, routes);
        }
        if (arrow.step().matches("mark-.*")) {
            return "ledger";
        }
        return STORES.contains(arrow.target()) ? arrow.target() : arrow.route();
    }

    private static String uri(ProcessorDefinition<?> step) {
        if (step instanceof ToDefinition to) {
            return to.getEndpointUri();
        }
        if (step instanceof ToDynamicDefinition to) {
            return to.getUri();
        }
        if (step instanceof EnrichDefinition enrich) {
            ExpressionDefinition address = enrich.getExpression();
            return address.getExpression();
        }
        return null;
    }

    private String node(String uri, List<RouteDefinition> routes) {
        String box = uri.startsWith("{{") ? uri.substring(2, uri.length() - 2) : "";
        String address = box.isEmpty() ? uri : settings.getProperty(box);
        String scheme = address.substring(0, address.indexOf(':'));
        if (scheme.equals("direct")) {
            return routes.stream()
                    .filter(route -> route.getInput().getEndpointUri().equals(address))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no route reads from " + address))
                    .getRouteId();
        }
        return scheme.equals("aws2-sqs") ? QUEUES.get(box) : BY_SCHEME.get(scheme);
    }
}
