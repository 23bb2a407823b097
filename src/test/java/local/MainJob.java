package local;

import java.io.IOException;
import java.io.PrintStream;
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
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;

/**
 * The main job on one machine: the local cloud, the packaged pipeline beside it, the mails of {@code demo/}. Ends with 0
 * if every one of them reached the status that it should, with 1 otherwise.
 */
public final class MainJob {

    /** Where the cloud keeps everything; without it, in a folder that is emptied at each start. */
    private static final String DATA = "--data=";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final LocalCloud cloud;
    private final Pipeline pipeline;
    private final Deliveries deliveries;
    private final int deadLettersBefore;
    private final List<Sent> sent = new ArrayList<>();

    private MainJob(LocalCloud cloud, Pipeline pipeline) {
        this.cloud = cloud;
        this.pipeline = pipeline;
        this.deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        this.deadLettersBefore = deadLetters();
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
            System.exit(run(data, once) ? 0 : 1); // ElasticMQ leaves threads behind
        } catch (Exception | AssertionError e) { // of illegal requests
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static boolean run(Path data, boolean once) throws Exception {
        System.out.println("Starting SES, S3, SNS, SQS, DynamoDB and ECS on 127.0.0.1 …");
        try (LocalCloud cloud = LocalCloud.onUsualPorts(data, Demo.withLegacySet())) {
            System.out.println("Starting the pipeline …");
            Packaged.writeCommand(Path.of("target/hikyaku"), cloud.settings());
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.preferring(8080))) {
                MainJob job = new MainJob(cloud, pipeline);
                boolean asItShould = job.run();
                if (!once) {
                    job.stay();
                }
                return asItShould;
            }
        }
    }

    private int deadLetters() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().deadLetters());
    }

    private boolean run() throws IOException {
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
        cloud.tasks().behave(); // the mails that people send themselves find capacity
        awaitDeadLetters();
        return new Report(cloud, deliveries, sent, deadLettersBefore, out).print();
    }

    private void makeTrouble(Sample sample) {
        switch (sample.trouble()) {
            case ANNOUNCED_THREE_TIMES -> cloud.topic().duplicate(3);
            case NO_CAPACITY_TWICE -> {
                awaitAll(); // RunTask's troubles are for this mail alone
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
        Instant end = Instant.now().plus(PATIENCE);
        long total =
                sent.stream().mapToLong(mail -> mail.sample().expected().size()).sum();
        long shown = -1;
        while (Instant.now().isBefore(end)) {
            long arrived = sent.stream()
                    .flatMap(mail -> deliveries.ofMail(mail.mail()).stream())
                    .filter(entry -> entry.status().isFinal())
                    .count();
            if (arrived != shown) {
                out.printf("  %d of %d deliveries are where they go%n", arrived, total);
                shown = arrived;
            }
            if (arrived == total) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void awaitDeadLetters() {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (deadLetters() < deadLettersBefore + 2 && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void stay() throws InterruptedException {
        out.printf(
                """

                Send a mail of your own (the demo's addresses are in demo/aliases):
                  swaks --server 127.0.0.1:%1$d --to ne-001@shop.example --data @demo/mails/html.eml
                  curl smtp://127.0.0.1:%1$d --mail-from me@example.com --mail-rcpt ne-001@shop.example --upload-file demo/mails/html.eml
                and see it arrive in target/kept-mails/001.

                Ask it with target/hikyaku, the command line with the settings of this cloud:
                  target/hikyaku shadow-report demo/shadow/old-server.tsv --set shadow
                  target/hikyaku redrive --set demo --why "the bug is mended" --dry-run

                Desk     http://127.0.0.1:%2$d/desk (viewer, password viewer; operator, password operator)
                Routes   http://127.0.0.1:%2$d/console/
                Health   http://127.0.0.1:%2$d/q/health
                Metrics  http://127.0.0.1:%2$d/q/metrics
                Routes   jconsole %3$d, MBeans, org.apache.camel
                Logs     %4$s

                Ctrl-C ends everything.
                """,
                cloud.mailPort(), pipeline.port(), pipeline.pid(), cloud.data().resolve("pipeline.log"));
        CountDownLatch forEver = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        forEver.await();
    }

    private void close() {
        try (LocalCloud whole = cloud;
                Pipeline first = pipeline) {
            out.println("Ending …");
        } catch (Exception | AssertionError e) {
            out.println("The local cloud did not end well: " + e);
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
