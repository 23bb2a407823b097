package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * How far a search looked: an answer without matches says so much and no more.
 *
 * @param backTo everything since then was looked through, and nothing earlier; absent if there is nothing earlier
 * @param read how many deliveries were looked through
 * @param known how many there are in the searched time; absent if they were not counted
 * @param hasMore whether there may be more than {@code known}, because counting ends early
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record SearchScope(Instant backTo, int read, Integer known, boolean hasMore) {

    /** Nothing earlier exists. */
    static SearchScope all(int read) {
        return new SearchScope(null, read, read, false);
    }

    /** @return in English, for a command's user */
    String text() {
        String of = known == null ? "" : " of " + (hasMore ? "more than " : "") + known;
        return backTo == null ? "looked through all " + read : "looked back to " + backTo + ", through " + read + of;
    }
}
