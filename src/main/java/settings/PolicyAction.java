package settings;

import java.util.Locale;

/** What is done with a mail, from the mildest to the most severe. */
public enum PolicyAction {
    DELIVER,
    /** Deliver, with the rules that apply in a header {@code X-Hikyaku-Policy}. */
    MARK,
    /** Keep it until an operator releases or drops it. */
    HOLD,
    /** Nobody gets it: SES has accepted it, so that refusing it is no longer possible. */
    DROP,
    /** As after the last attempt. */
    DEAD_LETTER;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
