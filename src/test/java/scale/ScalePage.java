package scale;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** Calculates docs/scale.md: the measured cost of a mail, times the mails per second, compared with AWS' limits. */
final class ScalePage {

    static final Path PAGE = Path.of("docs/scale.md");

    static final List<Integer> RATES = List.of(1, 10, 100, 1_000, 10_000);
    static final List<Integer> SETS = List.of(1, 30, 300);

    private static final String BEGIN = "<!-- calculated: %s -->\n";
    private static final String END = "<!-- end -->\n";

    /**
     * A limit and the part of it that is used.
     *
     * @param used the share of what AWS or a default allows; 1 is all of it
     * @param remedy the setting or quota that raises the limit, with its new value
     */
    record Limit(String name, double used, String remedy) {}

    private final Properties measured = new Properties();

    ScalePage() throws IOException {
        for (String file : List.of("docs/measurements/scale.properties", "docs/prices.properties")) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                measured.load(reader);
            }
        }
    }

    /** @return the page with its calculated parts replaced */
    String write(String page) {
        String written = replace(page, "account", account());
        written = replace(written, "first", first());
        written = replace(written, "order", order());
        return replace(written, "shards", shards());
    }

    private static String replace(String page, String part, String table) {
        String begin = BEGIN.formatted(part);
        int from = page.indexOf(begin);
        int to = page.indexOf(END, from);
        if (from < 0 || to < 0) {
            throw new IllegalStateException("docs/scale.md has no part " + part);
        }
        return page.substring(0, from) + begin + table + page.substring(to);
    }

    /** What all sets together need. */
    String account() {
        StringBuilder table =
                new StringBuilder("| mails/s | requests/s with a task each | requests/s with couriers | write units/s"
                        + " | partitions of the table, at least | mails in progress in the pipelines | pipelines | couriers | vCPU of couriers"
                        + " | all couriers run after |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (int rate : RATES) {
            row(
                    table,
                    number(rate),
                    rate > number("aws.runtask-per-second") ? "-" : number(rate * number("requests.task")),
                    number(rate * number("requests.couriers")),
                    number(units(rate)),
                    number(Math.ceil(units(rate) / number("aws.partition-write-units"))),
                    number(Math.ceil(rate * number("pipeline.seconds"))),
                    number(pipelines(rate)),
                    number(couriers(rate)),
                    number(Math.ceil(couriers(rate) * number("task.vcpu"))),
                    number(Math.ceil(couriers(rate) / number("aws.runtask-per-second"))) + " s");
        }
        return table.toString();
    }

    /** What is exceeded first, with the defaults. */
    String first() {
        StringBuilder table =
                new StringBuilder("| mails/s | sets | mails/s of a set | what breaks first | used | what raises it |\n"
                        + "|---|---|---|---|---|---|\n");
        for (int rate : RATES) {
            for (int sets : SETS) {
                Limit first = limits(rate, sets)
                        .max(Comparator.comparingDouble(Limit::used))
                        .orElseThrow();
                row(
                        table,
                        number(rate),
                        number(sets),
                        number((double) rate / sets),
                        first.used > 1 ? "**" + first.name + "**" : first.name + " (not exceeded)",
                        "%s %%".formatted(number(first.used * 100)),
                        first.remedy);
            }
        }
        return table.toString();
    }

    /** Everything that is exceeded at a thousand and at ten thousand mails a second. */
    String order() {
        StringBuilder table =
                new StringBuilder("| mails/s | sets | limit | used | what raises it |\n|---|---|---|---|---|\n");
        for (int rate : List.of(1_000, 10_000)) {
            for (int sets : SETS) {
                limits(rate, sets)
                        .filter(limit -> limit.used > 1)
                        .sorted(Comparator.comparingDouble(Limit::used).reversed())
                        .forEach(limit -> row(
                                table,
                                number(rate),
                                number(sets),
                                limit.name,
                                "%s %%".formatted(number(limit.used * 100)),
                                limit.remedy));
            }
        }
        return table.toString();
    }

    /** The results of bench.Shards, compared with the arithmetic. */
    String shards() {
        StringBuilder table = new StringBuilder(
                "| shards | mails/s by arithmetic, at most | mails/s measured | throttled writes per mail |\n|---|---|---|---|\n");
        for (int shards : List.of(1, 16)) {
            String[] result = measured.getProperty("shards." + shards).split(" ");
            row(table, number(shards), number(shards * perShard()), number(Double.parseDouble(result[0])), result[1]);
        }
        return table.toString();
    }

    Stream<Limit> limits(int rate, int sets) {
        double ofSet = (double) rate / sets;
        double couriers = Math.ceil(couriers(ofSet));
        double shards = Math.ceil(ofSet / perShard());
        double vcpu = couriers * sets * number("task.vcpu");
        return Stream.of(
                new Limit(
                        "a shard of the ledger",
                        ofSet / perShard(),
                        "`hikyaku.ledger-shards=%s`".formatted(number(shards))),
                new Limit(
                        "write units of a table",
                        units(rate) / number("aws.table-write-units"),
                        "DynamoDB quota *Table-level write throughput limit*: %s".formatted(number(units(rate)))),
                new Limit(
                        "messages of a FIFO queue without high throughput",
                        ofSet / number("aws.fifo-per-second"),
                        "high throughput of the set's work queue; or more sets"),
                new Limit(
                        "messages of a FIFO queue with high throughput",
                        ofSet / number("aws.fifo-high-per-second"),
                        "SQS quota of the region; batches of orders reach ten times as many"),
                new Limit(
                        "messages in flight of a work queue",
                        couriers * number("courier.orders") / number("aws.fifo-in-flight"),
                        "more sets"),
                new Limit(
                        "messages in flight of the mail queue",
                        rate * number("pipeline.seconds") / number("aws.standard-in-flight"),
                        "SQS quota"),
                new Limit(
                        "couriers of a set",
                        couriers / number("default.couriers-at-most"),
                        "`hikyaku.sets.NAME.couriers.at-most=%s`".formatted(number(couriers))),
                new Limit(
                        "vCPU on Fargate",
                        vcpu / number("aws.fargate-vcpu"),
                        "Fargate quota *On-Demand vCPU resource count*: %s".formatted(number(Math.ceil(vcpu)))),
                new Limit(
                        "a pipeline",
                        rate / perPipeline(),
                        "%s pipelines, or a larger `hikyaku.queue.at-once`".formatted(number(pipelines(rate)))),
                new Limit(
                        "objects of a prefix in S3",
                        ofSet / number("aws.s3-puts-per-second"),
                        "S3 splits a prefix by itself, in minutes"),
                new Limit("notifications of SNS", rate / number("aws.sns-per-second"), "SNS quota of the region"));
    }

    /** A mail enters and leaves the partition of its set's open work. */
    double perShard() {
        return number("aws.partition-write-units") / 2;
    }

    private double units(double rate) {
        return rate * number("ledger.units");
    }

    private double couriers(double rate) {
        return Math.ceil(rate * number("program.seconds") / number("courier.busy"));
    }

    /** Mails per second at which a pipeline's threads, or its processor, are all in use. */
    private double perPipeline() {
        return Math.min(
                number("default.at-once") / number("pipeline.seconds"),
                number("default.pipeline-vcpu") / number("pipeline.cpu-seconds"));
    }

    private double pipelines(double rate) {
        return Math.ceil(rate / perPipeline());
    }

    private double number(String name) {
        String value = measured.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing in docs/measurements/scale.properties");
        }
        return Double.parseDouble(value);
    }

    private static String number(double value) {
        String format = value < 10 && value != Math.rint(value) ? "%,.1f" : "%,.0f";
        return String.format(Locale.ROOT, value < 0.1 && value > 0 ? "%.3f" : format, value);
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
