package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The range that a search has read. An answer without matches holds only for this range.
 *
 * @param backTo the search has read everything since this time, and nothing earlier; absent if nothing earlier exists
 * @param read number of deliveries that the search has read
 * @param known number of deliveries in the searched time; absent if they were not counted
 * @param hasMore whether there may be more than {@code known}, because counting ends early
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record SearchScope(Instant backTo, int read, Integer known, boolean hasMore) {

    /** Nothing earlier exists. */
    static SearchScope all(int read) {
        return new SearchScope(null, read, read, false);
    }

    /** @return the range in words, in English, for a command's user */
    String text() {
        String of = known == null ? "" : " of " + (hasMore ? "more than " : "") + known;
        return backTo == null ? "looked through all " + read : "looked back to " + backTo + ", through " + read + of;
    }
}
