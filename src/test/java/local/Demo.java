package local;

import java.util.Map;

/** The settings of the demo's one set, and times short enough to watch. */
public final class Demo {

    public static final int ATTEMPTS = 4;

    private Demo() {}

    public static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("HIKYAKU_SETS_DEMO_DOMAINS", "shop.example"),
                Map.entry("HIKYAKU_SETS_DEMO_ALIASES", "demo/aliases"),
                Map.entry("HIKYAKU_SETS_DEMO_CLUSTER", "demo"),
                Map.entry("HIKYAKU_SETS_DEMO_TASK_DEFINITION", "demo-courier"),
                Map.entry("HIKYAKU_SETS_DEMO_TIME_LIMIT", "PT30S"),
                Map.entry("HIKYAKU_SETS_DEMO_PIPE_SERVER", "none"),
                Map.entry("HIKYAKU_LEASE", "PT6S"),
                Map.entry("HIKYAKU_RETRY_ATTEMPTS", Integer.toString(ATTEMPTS)),
                Map.entry("HIKYAKU_RETRY_FIRST", "PT1S"),
                Map.entry("HIKYAKU_RETRY_LONGEST", "PT4S"),
                Map.entry("HIKYAKU_SWEEP_RECEIVED_AFTER", "PT20S"),
                Map.entry("HIKYAKU_SWEEP_TASK_AFTER", "PT20S"),
                Map.entry("SWEEP_EVERY", "1000"),
                Map.entry("QUEUE_VISIBILITY", "6"),
                Map.entry("QUEUE_WAIT", "1"));
    }
}
