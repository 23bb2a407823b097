package desk.groups;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The progress of an action on a selection.
 *
 * @param set the set of the selection; empty for mail of no set
 * @param by the operator who started the action, or resumed it last
 * @param expected minimum number of deliveries when it began
 * @param done number of deliveries changed
 * @param changed number of deliveries that had another status by then
 * @param state running, ended, stopped, failed, or interrupted: its process has not reported for a while
 * @param endedAt absent while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record BulkReport(
        String id,
        String action,
        String set,
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
        return state.equals(BulkState.running.name());
    }

    /** @return whether an operator may continue the action */
    @JsonIgnore
    public boolean isResumable() {
        return BulkState.valueOf(state).isResumable();
    }
}
