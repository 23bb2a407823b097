package watch;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * An alarm that fires now.
 *
 * @param name the name of the rule in deploy/alarms and of its entry in docs/runbook.md
 * @param severity page or ticket
 * @param labels the labels of the metric's series: set, kind, …; never a tenant or an address
 * @param value the value that was compared with the threshold
 * @param since when the comparison became true
 */
@RegisterForReflection
public record FiringAlarm(String name, String severity, Map<String, String> labels, long value, Instant since) {}
