package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What became of a set's deliveries in the last 24 hours: those that are done, held or failed now, by the hour in which
 * they became so.
 *
 * @param set its name; empty for the mail of no set
 * @param hours oldest first; the last one has just begun
 * @param latency absent if nothing is done
 * @param partial whether there were more than are counted, so that the older hours lack some
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(ignoreNested = false)
public record SetActivity(String set, List<Hour> hours, Latency latency, boolean partial) {

    /** @param failed FAILED and DEAD */
    public record Hour(Instant from, int done, int held, int failed) {}

    /**
     * From SES to done, of the newest that are done and were not acted on.
     *
     * @param deliveries so many
     */
    public record Latency(long p50Millis, long p95Millis, int deliveries) {}
}
