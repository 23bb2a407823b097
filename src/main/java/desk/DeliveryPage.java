package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A page of deliveries, newest first, as the API and {@code find --json} write it.
 *
 * @param next {@code until} of the next page; absent if there is none
 * @param partial whether the search covered only the newest deliveries, so that older ones may match too
 * @param scope the range that the search has read; absent for a list that needed no search
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record DeliveryPage(List<DeliveryDetails> deliveries, Instant next, boolean partial, SearchScope scope) {

    public DeliveryPage(List<DeliveryDetails> deliveries, Instant next, boolean partial) {
        this(deliveries, next, partial, null);
    }
}
