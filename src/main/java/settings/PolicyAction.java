package settings;

import java.util.Locale;

/** Actions for a mail, from the mildest to the most severe. */
public enum PolicyAction {
    DELIVER,
    /** Deliver, with the names of the matching rules in a header {@code X-Hikyaku-Policy}. */
    MARK,
    /** Keep it until an operator releases or drops it. */
    HOLD,
    /** Do not deliver: SES has accepted the mail, so it can no longer be refused. */
    DROP,
    /** Give it up, as after the last attempt: DEAD. */
    DEAD_LETTER;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
