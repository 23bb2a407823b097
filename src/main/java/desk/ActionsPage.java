package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * Operators' actions, newest first, from the timelines that were read.
 *
 * @param lookedThrough number of deliveries read: those that changed last
 * @param back time of the earliest change among these deliveries; earlier actions may be missing. Absent if all were
 *     read
 * @param readAt time of these values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ActionsPage(List<ActionDetails> actions, int lookedThrough, Instant back, Instant readAt) {

    /** @param by a name, or a part of it; empty for all */
    public ActionsPage by(String by) {
        return new ActionsPage(
                actions.stream().filter(action -> action.by().contains(by)).toList(), lookedThrough, back, readAt);
    }

    /** @param action empty for all */
    public ActionsPage of(String action) {
        return new ActionsPage(
                actions.stream()
                        .filter(one -> action.isEmpty() || one.action().equals(action))
                        .toList(),
                lookedThrough,
                back,
                readAt);
    }

    public List<ActionDetails> newest(int limit) {
        return actions.subList(0, Math.min(limit, actions.size()));
    }
}
