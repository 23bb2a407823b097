package work;

import java.time.Duration;

/**
 * What happens to a claimed delivery.
 *
 * @param reason the reason for the timeline; empty if there is none
 * @param why the kind of reason, for metrics: one of a few dozen values
 * @param pause how long the delivery waits, if it waits
 */
public record Decision(DecisionKind kind, String reason, String why, Duration pause) {

    public enum DecisionKind {
        GO_ON,
        WAIT,
        HOLD,
        DROP,
        SET_ASIDE
    }

    public static Decision of(DecisionKind kind, String reason, String why) {
        return new Decision(kind, reason, why, Duration.ZERO);
    }
}
