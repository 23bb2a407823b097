package doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * The result of checking an arrow.
 *
 * @param detail what is wrong, or why the arrow was not checked; empty if the arrow is whole
 * @param remedy the remedy for a broken arrow; else empty
 * @param command the command for a broken arrow; else empty
 */
@RegisterForReflection
public record CheckResult(String arrow, CheckState state, String detail, String remedy, String command) {

    /** The status in the output. */
    public enum CheckState {
        WHOLE,
        BROKEN,
        NOT_ASKED,
        /** Not checked on purpose: the operator skipped it, or there is nothing to check. */
        SKIPPED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static CheckResult whole(Check check) {
        return new CheckResult(check.name(), CheckState.WHOLE, "", "", "");
    }

    static CheckResult broken(Check check, String fault) {
        Arrow arrow = check.arrow();
        return new CheckResult(check.name(), CheckState.BROKEN, fault, arrow.remedy(), arrow.command());
    }

    static CheckResult notAsked(Check check, String why) {
        return new CheckResult(check.name(), CheckState.NOT_ASKED, why, "", "");
    }

    static CheckResult skipped(Check check, String why) {
        return new CheckResult(check.name(), CheckState.SKIPPED, why, "", "");
    }

    /** @return whether dependent checks can run */
    @JsonIgnore
    boolean leadsOn() {
        return state == CheckState.WHOLE || state == CheckState.SKIPPED;
    }

    String line() {
        return "%-10s %s%s".formatted(state.words(), arrow, detail.isEmpty() ? "" : ": " + detail);
    }
}
