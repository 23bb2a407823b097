package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A set's deliveries of the last 24 hours that are done, held or failed now, by the hour in which they got that status.
 *
 * @param set the set's name; empty for the mail of no set
 * @param hours oldest first; the last one has just begun
 * @param latency absent if no delivery is done
 * @param partial whether more deliveries exist than are counted, so that older hours are incomplete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(ignoreNested = false)
public record SetActivity(String set, List<Hour> hours, Latency latency, boolean partial) {

    /** @param failed number of deliveries that are FAILED or DEAD */
    public record Hour(Instant from, int done, int held, int failed) {}

    /**
     * The time from SES to DONE, of the newest done deliveries without an operator's action.
     *
     * @param deliveries number of deliveries
     */
    public record Latency(long p50Millis, long p95Millis, int deliveries) {}
}
