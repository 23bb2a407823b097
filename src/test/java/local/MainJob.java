package local;

import cli.runtime.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DynamoDbLedger;
import ledger.Entry;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;

/**
 * The main job on one machine: the local cloud, the packaged pipeline, and the mails of {@code demo/}. Ends with 0 if
 * each mail reached its expected status, otherwise with 1.
 */
public final class MainJob {

    static final int MAIL_PORT = 2525;
    static final int DESK_PORT = 8080;

    /** The folder for the cloud's data; without this option, a folder that is emptied at each start. */
    private static final String DATA = "--data=";

    /** Time without any change of a delivery. A step may be slow on a busy machine, but it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final LocalCloud cloud;
    private final Pipeline pipeline;
    private final Deliveries deliveries;
    private final DemoDeadLetters deadLetters;
    private final List<Sent> sent = new ArrayList<>();

    private MainJob(LocalCloud cloud, Pipeline pipeline) {
        this.cloud = cloud;
        this.pipeline = pipeline;
        this.deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        this.deadLetters = new DemoDeadLetters(cloud);
    }

    record Sent(Sample sample, String mail) {}

    public static void main(String... args) throws Exception {
        boolean once = List.of(args).contains("--once=true") || List.of(args).contains("--once=");
        Path data = Stream.of(args)
                .filter(arg -> arg.startsWith(DATA) && arg.length() > DATA.length())
                .map(arg -> Path.of(arg.substring(DATA.length())))
                .findFirst()
                .orElse(null);
        data = data == null ? emptied(Path.of("target/local-cloud/data")) : data;
        emptied(Path.of("target/kept-mails"));
        try {
            System.exit(run(data, once) ? 0 : 1); // ElasticMQ leaves threads running
        } catch (BindException e) {
            System.err.println("Another program has just taken a port. Start again: " + e.getMessage());
            System.exit(1);
        } catch (Pipeline.NotStarted e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (Exception | AssertionError e) { // thrown for illegal requests
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static boolean run(Path data, boolean once) throws Exception {
        System.out.println("Starting SES, S3, SNS, SQS, DynamoDB and ECS on 127.0.0.1 …");
        try (LocalCloud cloud = LocalCloud.onUsualPorts(data, Demo.withLegacySet())) {
            System.out.println("Starting the pipeline …");
            Packaged.writeCommand(Path.of("target/hikyaku"), cloud.settings());
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.preferring(DESK_PORT))) {
                MainJob job = new MainJob(cloud, pipeline);
                boolean asItShould = job.run();
                if (!once) {
                    job.stay();
                }
                return asItShould;
            }
        }
    }

    private boolean run() throws IOException {
        Directions.printPorts(cloud, pipeline, out);
        List<Sample> samples = Sample.all();
        out.printf("Sending %d mails of demo/ by SMTP to 127.0.0.1:%d …%n", samples.size(), cloud.mailPort());
        for (Sample sample : samples) {
            makeTrouble(sample);
            sent.add(new Sent(sample, send(sample)));
            cloud.topic().duplicate(1);
        }
        cloud.sqs()
                .sendMessage(message -> message.queueUrl(cloud.queues().mail()).messageBody("this announces no mail"));
        awaitAll();
        cloud.tasks().behave(); // mails that a person sends from now on get a task
        deadLetters.await(PATIENCE);
        return report();
    }

    private void makeTrouble(Sample sample) {
        switch (sample.trouble()) {
            case ANNOUNCED_THREE_TIMES -> cloud.topic().duplicate(3);
            case NO_CAPACITY_TWICE -> {
                awaitAll(); // RunTask's faults are meant for this mail only
                cloud.tasks().failNext(2, "RESOURCE:MEMORY");
            }
            case NO_CAPACITY_EVER -> {
                awaitAll();
                cloud.tasks().failAlways("Capacity is unavailable at this time");
            }
            default -> {}
        }
    }

    private String send(Sample sample) throws IOException {
        List<String> recipients = sample.expected().keySet().stream().sorted().toList();
        if (sample.trouble() == Sample.Trouble.OBJECT_IS_MISSING) {
            return cloud.mail().announceWithoutObject(sample.sender(), recipients);
        }
        try (SmtpClient smtp = new SmtpClient(cloud.mailPort())) {
            return smtp.send(sample.sender(), recipients, Files.readAllBytes(Path.of("demo/mails", sample.file())));
        }
    }

    private void awaitAll() {
        Instant end = Instant.now().plus(LONGEST);
        WorkInProgress work = new WorkInProgress(out, Clock.systemUTC(), Terminal.isThere());
        long total =
                sent.stream().mapToLong(mail -> mail.sample().expected().size()).sum();
        long arrived = -1;
        while (arrived < total
                && work.quiet().compareTo(PATIENCE) < 0
                && Instant.now().isBefore(end)) {
            if (arrived >= 0) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            List<Entry> entries = sent.stream()
                    .flatMap(mail -> deliveries.ofMail(mail.mail()).stream())
                    .toList();
            arrived = entries.stream().filter(entry -> entry.status().isFinal()).count();
            work.look(
                    arrived,
                    total,
                    entries.stream().mapToLong(entry -> entry.timeline().size()).sum());
        }
        work.end();
    }

    /** @return whether every mail reached its expected status */
    private boolean report() throws IOException {
        Arrivals found = new Arrivals(cloud, deliveries);
        List<Arrival> arrivals = new ArrayList<>();
        for (Sent mail : sent) {
            arrivals.addAll(found.of(mail));
        }
        Path file = Path.of("target/report.txt");
        Report report = new Report(arrivals);
        report.print(out);
        report.write(file);
        boolean asItShould = deadLetters.print(out);
        ArrivalCount count = ArrivalCount.of(arrivals);
        out.printf("The timeline of each mail: %s%n%n%s%n", file, count.inWords(PATIENCE));
        return asItShould && count.isAsItShould();
    }

    private void stay() throws IOException, InterruptedException {
        Directions.print(cloud, pipeline, out);
        CountDownLatch forEver = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        forEver.await();
    }

    private void close() {
        try (LocalCloud whole = cloud;
                Pipeline first = pipeline) {
            out.println("Ending …");
        } catch (Exception | AssertionError e) {
            out.println("The local cloud failed to stop: " + e);
        }
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
