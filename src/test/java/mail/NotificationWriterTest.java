package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;

class NotificationWriterTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-11-30T01:02:03.456Z");

    @Test
    void aMailAnnouncedByUsIsReadAsOneAnnouncedBySes() {
        Notification mail = new Notification(
                "mail-1",
                RECEIVED_AT,
                "order@market.example",
                List.of("ne-001@shop.example", "ne-002@shop.example"),
                new RawMail("bucket", "raw/mail-1"),
                new Verdicts(
                        Map.of(
                                VerdictType.SPAM, Verdict.FAIL,
                                VerdictType.VIRUS, Verdict.PASS,
                                VerdictType.SPF, Verdict.GRAY,
                                VerdictType.DKIM, Verdict.PASS,
                                VerdictType.DMARC, Verdict.FAIL),
                        "reject"),
                "1@market.example");

        assertThat(new NotificationReader().read(NotificationWriter.write(mail)))
                .containsExactly(mail);
    }

    @Test
    void aBounceWithoutMessageIdIsReadAsOneToo() {
        Notification bounce = new Notification(
                "mail-1",
                RECEIVED_AT,
                "",
                List.of("ne-001@shop.example"),
                new RawMail("bucket", "mail-1"),
                Verdicts.UNKNOWN,
                "");

        String written = NotificationWriter.write(bounce);

        assertThat(new NotificationReader().read(written)).containsExactly(bounce);
        assertThat(written).as("SES omits fields without a value").doesNotContain("commonHeaders");
    }
}
