package desk.groups;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * How far an action on a selection is.
 *
 * @param expected how many there were when it began, at least
 * @param done how many it was done to
 * @param changed how many had another status by then
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
