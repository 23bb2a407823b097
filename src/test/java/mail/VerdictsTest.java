package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    @Test
    void whatSesDoesNotSayIsUnknown() {
        Verdicts some = new Verdicts(Map.of(VerdictType.SPAM, Verdict.PASS), "");

        assertThat(some.of(VerdictType.SPAM)).isEqualTo(Verdict.PASS);
        assertThat(some.of(VerdictType.VIRUS)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Verdicts.UNKNOWN.byCheck()).hasSize(5).containsValue(Verdict.UNKNOWN);
    }

    @Test
    void verdictsInTheLedgerAreReadAsTheyWereWritten() {
        Verdicts all = new Verdicts(
                Map.of(
                        VerdictType.SPAM, Verdict.GRAY,
                        VerdictType.VIRUS, Verdict.PROCESSING_FAILED,
                        VerdictType.SPF, Verdict.DISABLED,
                        VerdictType.DKIM, Verdict.PASS,
                        VerdictType.DMARC, Verdict.FAIL),
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
                .isEqualTo(new Verdicts(Map.of(VerdictType.SPAM, Verdict.PASS), ""));
    }
}
