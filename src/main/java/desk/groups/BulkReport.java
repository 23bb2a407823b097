package desk.groups;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The progress of an action on a selection.
 *
 * @param expected number of deliveries when it began, at least
 * @param done number of deliveries changed
 * @param changed number of deliveries that had another status by then
 * @param state running, ended, stopped or failed
 * @param endedAt absent while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record BulkReport(
        String id,
        String action,
        String status,
        String by,
        String why,
        int rate,
        int expected,
        int done,
        int changed,
        String state,
        Instant startedAt,
        Instant endedAt) {

    @JsonIgnore
    public boolean isRunning() {
        return state.equals("running");
    }
}
