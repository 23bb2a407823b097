package local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The rules of deploy/alarms, and the part of Prometheus that they need: comparing a metric, or its increase between
 * two scrapes, with a number.
 */
public final class Alerts {

    private static final Path FILE = Path.of("deploy/alarms/hikyaku-alerts.yaml");
    private static final Pattern EXPRESSION =
            Pattern.compile("(increase\\()?(\\w+)(?:\\{(.*)})?(?:\\[\\w+]\\))? ([<>]) ([\\d.]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=(~?)\"([^\"]*)\"");

    private Alerts() {}

    /** @param expr the expression, in Prometheus' query language */
    public record Alert(String name, String expr, String runbook) {

        /**
         * @return whether a series satisfies the expression. A new series counts from 0, for which Prometheus would
         * need another scrape
         */
        public boolean fires(Scrape before, Scrape now) {
            Matcher parts = EXPRESSION.matcher(expr);
            if (!parts.matches()) {
                throw new IllegalStateException("this test does not support the PromQL expression " + expr);
            }
            boolean increase = parts.group(1) != null;
            boolean above = parts.group(4).equals(">");
            double limit = Double.parseDouble(parts.group(5));
            return now.series(parts.group(2)).entrySet().stream()
                    .filter(series -> matches(series.getKey(), parts.group(3)))
                    .mapToDouble(series -> series.getValue()
                            - (increase ? before.series(parts.group(2)).getOrDefault(series.getKey(), 0.0) : 0))
                    .anyMatch(value -> above ? value > limit : value < limit);
        }

        private static boolean matches(String labels, String wanted) {
            return wanted == null
                    || LABEL.matcher(wanted).results().allMatch(label -> {
                        String value = label.group(2).isEmpty() ? Pattern.quote(label.group(3)) : label.group(3);
                        return Pattern.compile("(^|,)" + label.group(1) + "=\"" + value + "\"")
                                .matcher(labels)
                                .find();
                    });
        }
    }

    /** @return Camel's metrics that a document names */
    public static Set<String> camelsIn(Path document) throws IOException {
        return Pattern.compile("\\bcamel_[a-z_]+")
                .matcher(Files.readString(document))
                .results()
                .map(name -> name.group())
                .collect(Collectors.toSet());
    }

    public static List<Alert> all() throws IOException {
        JsonNode groups = new YAMLMapper().readTree(FILE.toFile()).path("groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .map(rule -> new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("annotations").path("runbook").asText()))
                .toList();
    }
}
