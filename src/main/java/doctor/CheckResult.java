package doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * What was found of an arrow.
 *
 * @param detail what is wrong, or why it was not asked; empty if it is whole
 * @param remedy of a broken one; else empty
 * @param command of a broken one; else empty
 */
@RegisterForReflection
public record CheckResult(String arrow, State state, String detail, String remedy, String command) {

    /** In the words that the output has. */
    public enum State {
        WHOLE,
        BROKEN,
        NOT_ASKED,
        /** On purpose: the operator said so, or there is nothing to ask. */
        SKIPPED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static CheckResult whole(Check check) {
        return new CheckResult(check.name(), State.WHOLE, "", "", "");
    }

    static CheckResult broken(Check check, String fault) {
        Arrow arrow = check.arrow();
        return new CheckResult(check.name(), State.BROKEN, fault, arrow.remedy(), arrow.command());
    }

    static CheckResult notAsked(Check check, String why) {
        return new CheckResult(check.name(), State.NOT_ASKED, why, "", "");
    }

    static CheckResult skipped(Check check, String why) {
        return new CheckResult(check.name(), State.SKIPPED, why, "", "");
    }

    /** @return whether what depends on it can be asked */
    @JsonIgnore
    boolean leadsOn() {
        return state == State.WHOLE || state == State.SKIPPED;
    }

    String line() {
        return "%-10s %s%s".formatted(state.words(), arrow, detail.isEmpty() ? "" : ": " + detail);
    }
}
