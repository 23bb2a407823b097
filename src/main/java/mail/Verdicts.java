package mail;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SES' verdicts about a mail.
 *
 * @param dmarcPolicy the policy of the sender's domain for a mail that fails DMARC: none, quarantine, reject; empty if
 *     SES does not name it
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html">SES
 *     notification</a>
 */
public record Verdicts(Map<VerdictType, Verdict> byCheck, String dmarcPolicy) {

    public enum VerdictType {
        SPAM,
        VIRUS,
        SPF,
        DKIM,
        DMARC;

        private final String field = name().toLowerCase(Locale.ROOT) + "Verdict";

        /** @return the verdict's field in a notification's receipt */
        String field() {
            return field;
        }
    }

    public enum Verdict {
        PASS,
        FAIL,
        /** SES could not decide. */
        GRAY,
        /** SES could not check: the mail is malformed, or the sender's DNS did not answer. */
        PROCESSING_FAILED,
        /** The receipt rule does not scan. */
        DISABLED,
        /** SES gave no verdict, or an unknown one. */
        UNKNOWN;

        private static final Map<String, Verdict> BY_NAME =
                Stream.of(values()).collect(Collectors.toMap(Verdict::name, verdict -> verdict));

        static Verdict of(String word) {
            return BY_NAME.getOrDefault(word, UNKNOWN);
        }
    }

    /** The verdicts of a mail that SES did not announce. */
    public static final Verdicts UNKNOWN = new Verdicts(Map.of(), "");

    private static final String POLICY = "policy";

    public Verdicts {
        Map<VerdictType, Verdict> all = new EnumMap<>(VerdictType.class);
        for (VerdictType check : VerdictType.values()) {
            all.put(check, byCheck.getOrDefault(check, Verdict.UNKNOWN));
        }
        byCheck = Collections.unmodifiableMap(all);
    }

    public Verdict of(VerdictType check) {
        return byCheck.get(check);
    }

    /** @return the verdicts as one line of text: {@code SPAM=PASS VIRUS=PASS … policy=reject} */
    public String write() {
        StringBuilder text = new StringBuilder();
        byCheck.forEach((check, verdict) ->
                text.append(check).append('=').append(verdict).append(' '));
        return text.append(POLICY).append('=').append(dmarcPolicy).toString();
    }

    /** @param text a text that {@link #write} has written; a missing verdict is unknown */
    public static Verdicts read(String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text.split(" ")) {
            int end = word.indexOf('=');
            if (end >= 0) {
                words.putIfAbsent(word.substring(0, end), word.substring(end + 1));
            }
        }
        Map<VerdictType, Verdict> byCheck = new EnumMap<>(VerdictType.class);
        for (VerdictType check : VerdictType.values()) {
            byCheck.put(check, Verdict.of(words.get(check.name())));
        }
        return new Verdicts(byCheck, words.getOrDefault(POLICY, ""));
    }
}
