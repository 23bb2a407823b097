package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final RawMail RAW = new RawMail("bucket", "raw/mail-1");
    private static final Notification OF_OBJECT = Notification.ofObject("mail-1", Instant.EPOCH, RAW);

    @Test
    void aMailThatOnlyItsObjectAnnouncesHasTheEnvelopeThatTheHostWroteOnTop() {
        Verdicts verdicts = new Verdicts(Map.of(VerdictType.VIRUS, Verdict.FAIL), "");

        Notification whole = OF_OBJECT.with(new Envelope(
                "order@market.example",
                List.of("ne-001@shop.example"),
                verdicts,
                "1@market.example",
                WrittenHeaders.NONE));

        assertThat(OF_OBJECT.hasNoEnvelope()).isTrue();
        assertThat(whole.hasNoEnvelope()).isFalse();
        assertThat(whole)
                .isEqualTo(new Notification(
                        "mail-1",
                        Instant.EPOCH,
                        "order@market.example",
                        List.of("ne-001@shop.example"),
                        RAW,
                        verdicts,
                        "1@market.example"));
    }

    @Test
    void theVersionThatWasFetchedFirstIsTheMail() {
        assertThat(RAW.is("etag-1/100"))
                .as("the object has not been fetched yet")
                .isTrue();

        RawMail fetched = new RawMail("bucket", "raw/mail-1", "etag-1/100");

        assertThat(fetched.is("etag-1/100")).isTrue();
        assertThat(fetched.is("etag-2/100")).isFalse();
    }

    @Test
    void anObjectIsTheSameInWhateverVersionAndNotAnother() {
        assertThat(RAW.isAt(new RawMail("bucket", "raw/mail-1", "etag-1/100"))).isTrue();
        assertThat(RAW.isAt(new RawMail("other", "raw/mail-1"))).isFalse();
        assertThat(RAW.isAt(new RawMail("bucket", "raw/mail-2"))).isFalse();
    }
}
