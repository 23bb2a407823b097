package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import local.Demo;
import local.Pipeline;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Ports;

/**
 * The pipeline's resident memory while it is idle, while it gets small mails, and while it gets eight mails of 40 MB at
 * once. The system can drop unchanged pages of files at any time and read them again; the last column is without them.
 * Linux only.
 */
public final class Memory {

    private static final int SMALL = Integer.getInteger("mails", 500);
    private static final int LARGE = 16;
    private static final int AT_ONCE = 8;
    private static final long TO_SETTLE = 45;

    /** Size before base64, which makes 41.1 million bytes of it. SES and the unpacker accept 40 MB. */
    private static final int LARGE_BYTES = 40_000_000;

    /** Long, because the disk of a busy machine needs time for 1.3 GB of mails and parts. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private Memory() {}

    /** Exits explicitly, because ElasticMQ leaves threads running. */
    public static void main(String... args) {
        try {
            measure();
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void measure() throws Exception {
        Path data = Files.createTempDirectory("memory-");
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, settings());
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            TimeUnit.SECONDS.sleep(TO_SETTLE);
            System.out.printf("%n| pipeline, %s | resident | at most | without pages of files |%n|---|---|---|---|%n", System.getProperty("pipeline.heap", "-Xmx256m"));
            print("idle", pipeline);
            send(cloud, SMALL, Mails.order(20_000));
            print(SMALL + " mails of 20 KB", pipeline);
            send(cloud, LARGE, Mails.withAttachments(LARGE_BYTES));
            print(LARGE + " mails of 40 MB, " + AT_ONCE + " at a time", pipeline);
        }
    }

    /** Starts no task, so that only the pipeline's work is measured. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Demo.settings());
        settings.put("HIKYAKU_SETS_DEMO_HAND_OVER", "courier");
        settings.put("HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "0");
        settings.put("HIKYAKU_SWEEP_TASK_AFTER", "PT1H");
        settings.put("HIKYAKU_QUEUE_AT_ONCE", "" + AT_ONCE);
        return settings;
    }

    private static void send(LocalCloud cloud, int mails, byte[] mail) {
        int before = inWorkQueue(cloud);
        for (int i = 0; i < mails; i++) {
            cloud.mail().accept("order@market.example", List.of("ne-001@shop.example"), mail);
        }
        Waiting.until("all are handed over", PATIENCE, () -> {
            int done = inWorkQueue(cloud) - before;
            System.err.printf("\r%d of %d ", done, mails);
            return done == mails;
        });
        System.err.println();
    }

    private static int inWorkQueue(LocalCloud cloud) {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().work());
    }

    private static void print(String when, Pipeline pipeline) throws IOException {
        System.out.printf(
                "| %s | %d MB | %d MB | %d MB |%n",
                when,
                megabytes("VmRSS", pipeline.pid()),
                megabytes("VmHWM", pipeline.pid()),
                megabytes("RssAnon", pipeline.pid()));
    }

    static long megabytes(String what, long process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            String line = lines.filter(one -> one.startsWith(what + ":")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D+", "")) / 1024;
        }
    }
}
