package bench;

import bench.WholeWay.Figure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The whole way on AWS: the parts as they were measured, and AWS' delays in docs/delays.properties. A request to the local
 * cloud takes a few milliseconds, which remain in the sum.
 */
final class Delays {

    /** AWS' delays in each part of a mail's way. */
    private static final List<List<String>> COURIERS =
            List.of(List.of("ses", "s3", "sns"), List.of("sqs"), List.of("dynamodb"), List.of("fifo"), List.of("dynamodb", "s3"));

    private static final List<List<String>> TASKS =
            List.of(List.of("ses", "s3", "sns"), List.of("sqs"), List.of("dynamodb"), List.of("fargate"), List.of("dynamodb", "s3"));

    private final Properties delays = new Properties();

    private Delays() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("docs/delays.properties"))) {
            delays.load(file);
        }
    }

    static String table(List<Figure> byCourier, List<Figure> byTask) throws IOException {
        Delays delays = new Delays();
        List<Figure> couriers = delays.of(COURIERS);
        List<Figure> tasks = delays.of(TASKS);
        StringBuilder table = new StringBuilder("| calculated | couriers: AWS | with what is measured here | a task for each mail: AWS | with what is measured here |\n|---|---|---|---|---|\n");
        for (int part = 0; part < WholeWay.PARTS.size(); part++) {
            row(table, WholeWay.PARTS.get(part), couriers.subList(part, part + 1), byCourier.subList(part, part + 1), tasks.subList(part, part + 1), byTask.subList(part, part + 1));
        }
        row(table, "**the whole way**", couriers, byCourier, tasks, byTask);
        return table.toString();
    }

    private static void row(StringBuilder table, String name, List<Figure> couriers, List<Figure> byCourier, List<Figure> tasks, List<Figure> byTask) {
        Figure courier = sum(couriers);
        Figure task = sum(tasks);
        table.append("| %s | %s | %s | %s | %s |%n".formatted(
                name, courier, sum(List.of(courier, sum(byCourier))), task, sum(List.of(task, sum(byTask)))));
    }

    private List<Figure> of(List<List<String>> parts) {
        return parts.stream().map(part -> sum(part.stream().map(this::delay).toList())).toList();
    }

    private Figure delay(String service) {
        return new Figure(number(service + ".typical"), number(service + ".slow"));
    }

    private double number(String name) {
        return Double.parseDouble(delays.getProperty(name));
    }

    private static Figure sum(List<Figure> figures) {
        return new Figure(
                figures.stream().mapToDouble(Figure::median).sum(),
                figures.stream().mapToDouble(Figure::p99).sum());
    }
}
