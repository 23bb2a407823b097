package desk.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The routes of docs/routes.md with the counters of this process since its start.
 *
 * @param routes the routes, in the order of docs/routes.md
 * @param waiting the number of messages in the receive queue, counted in the last round of {@code hikyaku.watch.every};
 *     absent if unknown
 * @param seconds the time that the rates cover; 0 if there are none yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(ignoreNested = false)
public record Picture(List<DrawnRoute> routes, Long waiting, long seconds, Instant readAt) {

    /**
     * @param exchanges absent if the route is not in this process
     * @param failed absent if the route is not in this process
     * @param perSecond absent if the route is not in this process, and while there are no rates
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DrawnRoute(String id, Long exchanges, Long failed, Double perSecond, List<DrawnStep> steps) {}

    /**
     * An arrow.
     *
     * @param target a box, or another route
     * @param count successful passes; absent if the route is not in this process
     * @param perSecond absent if the route is not in this process, and while there are no rates
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DrawnStep(String id, String target, Long count, Double perSecond) {}

    /** @return the route; empty if it is not in this process */
    public Optional<DrawnRoute> route(String id) {
        return routes.stream()
                .filter(route -> route.id().equals(id) && route.exchanges() != null)
                .findFirst();
    }

    /** @return the step; empty if its route is not in this process */
    public Optional<DrawnStep> step(String id) {
        return routes.stream()
                .flatMap(route -> route.steps().stream())
                .filter(step -> step.id().equals(id) && step.count() != null)
                .findFirst();
    }
}
