package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mail.Verdicts.Check;
import mail.Verdicts.Verdict;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    @Test
    void whatSesDoesNotSayIsUnknown() {
        Verdicts some = new Verdicts(Map.of(Check.SPAM, Verdict.PASS), "");

        assertThat(some.of(Check.SPAM)).isEqualTo(Verdict.PASS);
        assertThat(some.of(Check.VIRUS)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Verdicts.UNKNOWN.byCheck()).hasSize(5).containsValue(Verdict.UNKNOWN);
    }

    @Test
    void verdictsInTheLedgerAreReadAsTheyWereWritten() {
        Verdicts all = new Verdicts(
                Map.of(
                        Check.SPAM, Verdict.GRAY,
                        Check.VIRUS, Verdict.PROCESSING_FAILED,
                        Check.SPF, Verdict.DISABLED,
                        Check.DKIM, Verdict.PASS,
                        Check.DMARC, Verdict.FAIL),
                "quarantine");

        assertThat(all.write()).contains("SPAM=GRAY ").endsWith("policy=quarantine");
        assertThat(Verdicts.read(all.write())).isEqualTo(all);
        assertThat(Verdicts.read(Verdicts.UNKNOWN.write())).isEqualTo(Verdicts.UNKNOWN);
    }

    @Test
    void aRowOfAnotherVersionIsReadAsFarAsItIsKnown() {
        assertThat(Verdicts.read("")).isEqualTo(Verdicts.UNKNOWN);
        assertThat(Verdicts.read("SPAM=PASS ARC=PASS DKIM=PERHAPS nonsense =x SPAM=FAIL"))
                .as("the first word of a name counts")
                .isEqualTo(new Verdicts(Map.of(Check.SPAM, Verdict.PASS), ""));
    }
}
