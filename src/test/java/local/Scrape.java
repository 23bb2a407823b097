package local;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A snapshot of /q/metrics. */
public final class Scrape {

    private static final Pattern LINE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);

    private final Map<String, Map<String, Double>> series = new TreeMap<>();

    private Scrape() {}

    public static Scrape of(String text) {
        Scrape scrape = new Scrape();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            String labels = line.group(2) == null ? "" : line.group(2);
            scrape.series
                    .computeIfAbsent(line.group(1), name -> new TreeMap<>())
                    .put(labels, Double.valueOf(line.group(3)));
        }
        return scrape;
    }

    public Set<String> names() {
        return new TreeSet<>(series.keySet());
    }

    /** @return the labels' names */
    public static Set<String> labels(String series) {
        return Pattern.compile("(\\w+)=\"")
                .matcher(series)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
    }

    /** @return values by labels, as written between the braces */
    public Map<String, Double> series(String name) {
        return series.getOrDefault(name, Map.of());
    }
}
