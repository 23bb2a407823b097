package mail;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What SES found out about a mail.
 *
 * @param dmarcPolicy what the sender's domain wants done with a mail that fails DMARC: none, quarantine, reject; empty if
 *     SES does not say
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html">SES notification</a>
 */
public record Verdicts(Map<Check, Verdict> byCheck, String dmarcPolicy) {

    public enum Check {
        SPAM,
        VIRUS,
        SPF,
        DKIM,
        DMARC;

        /** @return its field in a notification's receipt */
        String field() {
            return name().toLowerCase(Locale.ROOT) + "Verdict";
        }
    }

    public enum Verdict {
        PASS,
        FAIL,
        /** SES is not sure. */
        GRAY,
        /** SES could not check: the mail is not in order, or the sender's DNS did not answer. */
        PROCESSING_FAILED,
        /** The receipt rule does not scan. */
        DISABLED,
        /** SES said nothing, or a word that is not known. */
        UNKNOWN;

        static Verdict of(String word) {
            return Stream.of(values())
                    .filter(verdict -> verdict.name().equals(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /** Of a mail that was announced by something else than SES. */
    public static final Verdicts UNKNOWN = new Verdicts(Map.of(), "");

    private static final String POLICY = "policy";

    public Verdicts {
        Map<Check, Verdict> all = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            all.put(check, byCheck.getOrDefault(check, Verdict.UNKNOWN));
        }
        byCheck = Map.copyOf(all);
    }

    public Verdict of(Check check) {
        return byCheck.get(check);
    }

    /** @return the same in a line of text: {@code SPAM=PASS VIRUS=PASS … policy=reject} */
    public String write() {
        Stream<String> checks = Stream.of(Check.values()).map(check -> check + "=" + of(check));
        return Stream.concat(checks, Stream.of(POLICY + "=" + dmarcPolicy)).collect(Collectors.joining(" "));
    }

    /** @param text that {@link #write} has written; what is missing is unknown */
    public static Verdicts read(String text) {
        Map<String, String> words = Stream.of(text.split(" "))
                .map(word -> word.split("=", 2))
                .filter(word -> word.length == 2)
                .collect(Collectors.toMap(word -> word[0], word -> word[1], (one, other) -> one));
        Map<Check, Verdict> byCheck = Stream.of(Check.values())
                .collect(Collectors.toMap(check -> check, check -> Verdict.of(words.get(check.name()))));
        return new Verdicts(byCheck, words.getOrDefault(POLICY, ""));
    }
}
