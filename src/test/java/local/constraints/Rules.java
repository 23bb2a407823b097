package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Rules of a service from its documentation that its model lacks. */
interface Rules {

    Stream<Fault> broken(Call call);

    /** @return whether {@link #answered} must see the service's answer */
    default boolean mustSeeAnswer(Call call) {
        return false;
    }

    /** Passes the answer of a legal request to the rules. */
    default void answered(Call call, JsonNode answer) {}
}
