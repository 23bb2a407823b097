package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import local.Demo;
import local.cloud.LocalCloud;
import local.cloud.Packaged;

/** A set with a hundred tenants, so that no message group waits for another. Their mail goes to one command. */
record Tenants(Path data, Path command) {

    static final String PARTS = System.getProperty("parts", "all");

    private static final int TENANTS = 100;

    /** Seconds, as in deploy/terraform. */
    private static final int RECEIPT_DELAY = 30;

    private static final byte[] MAIL = Mails.order(20_000);

    /** @param script the command, with its first line */
    static Tenants in(Path data, String script) throws IOException {
        Path command = Files.writeString(data.resolve("command"), script);
        if (!command.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + command + " executable");
        }
        return new Tenants(data, command);
    }

    /** @param mode the hand-over's: task or courier; the benchmark itself starts the couriers */
    LocalCloud cloud(String mode) throws Exception {
        LocalCloud cloud = LocalCloud.onFreePorts(data.resolve(mode), settings(mode));
        cloud.queues().delayReceipts(cloud.sqs(), RECEIPT_DELAY);
        return cloud;
    }

    private Map<String, String> settings(String mode) throws IOException {
        Map<String, String> settings = new HashMap<>(Demo.settings());
        // use the defaults
        settings.keySet().removeAll(List.of("HIKYAKU_QUEUE_UNHURRIED", "HIKYAKU_QUEUE_WAIT", "HIKYAKU_SWEEP_EVERY"));
        List<String> aliases = IntStream.range(0, TENANTS).mapToObj(i -> "p-" + i + ": |" + command).toList();
        settings.put("HIKYAKU_SETS_DEMO_HAND_OVER", mode);
        settings.put("HIKYAKU_SETS_DEMO_PARTS", PARTS);
        settings.put("HIKYAKU_SETS_DEMO_ALIASES", Files.write(data.resolve("aliases"), aliases).toString());
        settings.put("HIKYAKU_SETS_DEMO_COURIERS_AT_MOST", "0");
        settings.put("HIKYAKU_SWEEP_TASK_AFTER", "PT10M");
        settings.put("HIKYAKU_QUEUE_STORED_EVERY", "PT1H"); // the bucket's events are not part of these requests
        settings.put("HIKYAKU_WATCH_EVERY", ""); // its queries would count as receipts
        settings.put("HIKYAKU_LEASE", "PT5M");
        settings.put("HIKYAKU_QUEUE_VISIBILITY", "PT300S");
        return settings;
    }

    /** @param number the mail's number, which selects its tenant @return the mail's message id */
    static String accept(LocalCloud cloud, int number) {
        String recipient = "p-" + number % TENANTS + "@shop.example";
        return cloud.mail().accept("order@market.example", List.of(recipient), MAIL);
    }

    /** @param idle the time without an order after which the courier ends */
    Process courier(LocalCloud cloud, String idle) throws IOException {
        ProcessBuilder courier = new ProcessBuilder(Packaged.courier()).redirectErrorStream(true);
        courier.environment().putAll(cloud.settings());
        courier.environment().put("HIKYAKU_COURIER_QUEUE", cloud.queues().work());
        courier.environment().put("HIKYAKU_COURIER_IDLE", idle);
        courier.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("courier.log").toFile()));
        Process process = courier.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
