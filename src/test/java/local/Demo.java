package local;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Settings of the demo's set, with times short enough to watch. */
public final class Demo {

    public static final int ATTEMPTS = 4;

    /** Password hashes of "viewer" and "operator". */
    private static final String VIEWER = "$2y$05$KUdJWAHBFGqkJIgAhnz4GexU54eAMTCCY8MemTTwz1CrkCNOOt52C";

    private static final String OPERATOR = "$2y$05$5unFduZPnS7tYFbuCJgph.BIh6A5fYJ26eOLXOoYHh4GmKFFphx7.";

    private Demo() {}

    /**
     * Adds a second set: a PHP program and couriers, with mail in the form that sendmail pipes. Without PHP, a shell script replaces the program.
     */
    public static Map<String, String> withLegacySet() {
        boolean php = hasPhp();
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("HIKYAKU_SETS_LEGACY_DOMAINS", "legacy.example");
        settings.put("HIKYAKU_SETS_LEGACY_ALIASES", php ? "demo/legacy/aliases" : "demo/legacy/aliases-without-php");
        settings.put("HIKYAKU_SETS_LEGACY_CLUSTER", "legacy");
        settings.put("HIKYAKU_SETS_LEGACY_TASK_DEFINITION", "legacy-courier");
        settings.put("HIKYAKU_SETS_LEGACY_HAND_OVER", "courier");
        settings.put("HIKYAKU_SETS_LEGACY_COURIERS_IDLE", "PT10S");
        settings.put("HIKYAKU_SETS_LEGACY_PIPE_SERVER", php ? "sendmail" : "none");
        settings.put("HIKYAKU_COURIERS_LOOK_EVERY", "PT1S");
        settings.putAll(shadow());
        return settings;
    }

    /** A set whose mail the old mail server still delivers: demo/shadow has its log. */
    public static Map<String, String> shadow() {
        return Map.of(
                "HIKYAKU_SETS_SHADOW_DOMAINS", "shadow.example",
                "HIKYAKU_SETS_SHADOW_ALIASES", "demo/aliases",
                "HIKYAKU_SETS_SHADOW_CLUSTER", "shadow",
                "HIKYAKU_SETS_SHADOW_TASK_DEFINITION", "shadow",
                "HIKYAKU_SETS_SHADOW_SHADOW", "true");
    }

    private static boolean hasPhp() {
        try {
            Process php = new ProcessBuilder("php", "-r", "exit(extension_loaded('pdo_sqlite') ? 0 : 1);").start();
            return php.waitFor() == 0;
        } catch (IOException e) {
            return false; // PHP is not installed
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("HIKYAKU_SETS_DEMO_DOMAINS", "shop.example"),
                Map.entry("HIKYAKU_SETS_DEMO_ALIASES", "demo/aliases"),
                Map.entry("HIKYAKU_SETS_DEMO_CLUSTER", "demo"),
                Map.entry("HIKYAKU_SETS_DEMO_TASK_DEFINITION", "demo-courier"),
                Map.entry("HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT30S"),
                Map.entry("HIKYAKU_SETS_DEMO_PIPE_SERVER", "none"),
                Map.entry("HIKYAKU_DESK_USERS_VIEWER_PASSWORD", VIEWER),
                Map.entry("HIKYAKU_DESK_USERS_VIEWER_ROLE", "viewer"),
                Map.entry("HIKYAKU_DESK_USERS_OPERATOR_PASSWORD", OPERATOR),
                Map.entry("HIKYAKU_DESK_USERS_OPERATOR_ROLE", "operator"),
                Map.entry("HIKYAKU_LEASE", "PT6S"),
                Map.entry("HIKYAKU_RETRY_ATTEMPTS", Integer.toString(ATTEMPTS)),
                Map.entry("HIKYAKU_RETRY_FIRST", "PT1S"),
                Map.entry("HIKYAKU_RETRY_LONGEST", "PT4S"),
                Map.entry("HIKYAKU_SWEEP_RECEIVED_AFTER", "PT20S"),
                Map.entry("HIKYAKU_SWEEP_TASK_AFTER", "PT20S"),
                Map.entry("HIKYAKU_SWEEP_EVERY", "PT1S"),
                Map.entry("HIKYAKU_QUEUE_VISIBILITY", "PT6S"),
                Map.entry("HIKYAKU_QUEUE_WAIT", "PT1S"),
                Map.entry("HIKYAKU_QUEUE_UNHURRIED", "PT0.5S"));
    }
}
