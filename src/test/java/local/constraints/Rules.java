package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Rules of a service that stand in its documentation and not in its model. */
interface Rules {

    Stream<Fault> broken(Call call);

    /** @return whether {@link #answered} must see what the service answers */
    default boolean mustSeeAnswer(Call call) {
        return false;
    }

    /** Tells the rules what a legal request was answered with. */
    default void answered(Call call, JsonNode answer) {}
}
