package archive;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.KeptContent;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import settings.Settings;

class ExpiryTest {

    private final Settings settings = settings("P30D");
    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, settings);
    private final List<String> shredded = new ArrayList<>();
    private final MailDeleter shredder =
            new MailDeleter(new NoS3(), new Inboxes(Configuration.with(Map.of())), "parts") {
                @Override
                public void shred(Delivery delivery, KeptContent content) {
                    shredded.add(delivery.id().mail() + " " + content);
                }
            };
    private final Expiry expiry =
            new Expiry(ledger, new Forgetter(ledger, ledger, shredder, new Inboxes(settings)), clock, settings);

    @Test
    void eachGoesWhenItsTimeHasComeAndOnce() {
        end("mail-1", "ne-001@shop.example", DONE);
        end("mail-2", "ne-001@shop.example", HELD);

        pass(Duration.ofDays(7).minusMillis(1));
        assertThat(shredded).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(shredded).containsExactly("mail-1 PARTS");
        pass(Duration.ofDays(7));
        assertThat(shredded).containsExactly("mail-1 PARTS", "mail-1 RAW");
        pass(Duration.ofDays(16));
        assertThat(status("mail-1")).isEqualTo(FORGOTTEN);
        assertThat(expiry.expired()).isEmpty();
        assertThat(shredded).hasSize(2);
        assertThat(status("mail-2")).isEqualTo(HELD);
    }

    @Test
    void aMailGoesWithTheLastOfItsDeliveries() {
        end("mail-1", "ne-001@shop.example", DONE);
        clock.advance(Duration.ofDays(1));
        end("mail-1", "ne-002@shop.example", DONE);

        pass(Duration.ofDays(13));
        assertThat(shredded).containsExactly("mail-1 PARTS");
        pass(Duration.ofDays(1));
        assertThat(shredded).containsExactly("mail-1 PARTS", "mail-1 RAW");
    }

    @Test
    void aMailThatWasRedrivenMeanwhileKeepsWhatItNeeds() {
        end("mail-1", "ne-001@shop.example", FAILED);
        clock.advance(Duration.ofDays(14));
        var expired = expiry.expired();
        redrive("mail-1", "ne-001@shop.example");

        expired.forEach(expiry::takeAway);

        assertThat(shredded).isEmpty();
        assertThat(status("mail-1")).isEqualTo(RETRY);
    }

    @Test
    void aMailThatWasRedrivenAndHasFailedAgainMeanwhileIsKeptFromThenOn() {
        end("mail-1", "ne-001@shop.example", FAILED);
        clock.advance(Duration.ofDays(14));
        var expired = expiry.expired();
        redrive("mail-1", "ne-001@shop.example");
        fail("mail-1", "ne-001@shop.example");

        expired.forEach(expiry::takeAway);

        assertThat(shredded).isEmpty();
        assertThat(status("mail-1")).isEqualTo(FAILED);
    }

    @Test
    void nothingIsKeptForLongerThanTheRowThatLeadsToIt() {
        Settings tooLong = settings("P60D");

        assertThatThrownBy(() -> new Expiry(
                        ledger, new Forgetter(ledger, ledger, shredder, new Inboxes(settings)), clock, tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set demo");
    }

    private void pass(Duration time) {
        clock.advance(time);
        expiry.expired().forEach(expiry::takeAway);
    }

    private DeliveryStatus status(String mail) {
        return ledger.ofMail(mail).get(0).status();
    }

    private void end(String mail, String recipient, DeliveryStatus end) {
        DeliveryId id = new DeliveryId(mail, recipient);
        Delivery delivery = Delivery.of(id, "", clock.instant(), new RawMail("raw", "raw/" + mail));
        ledger.claim(delivery.in("demo", "ne-001"), "pipeline");
        Claim running = ((ClaimResult.Claimed) ledger.start(id, 1, "courier")).claim();
        ledger.move(running, Transition.to(end, "so it ended"));
    }

    private void redrive(String mail, String recipient) {
        assertThat(ledger.reopen(new DeliveryId(mail, recipient), FAILED, "hanako", "the script is mended"))
                .isTrue();
    }

    private void fail(String mail, String recipient) {
        Delivery delivery =
                ledger.find(new DeliveryId(mail, recipient)).orElseThrow().delivery();
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim();
        ledger.move(claim, Transition.to(FAILED, "not mended"));
    }

    private static Settings settings(String fields) {
        return Configuration.with(Map.of(
                "hikyaku.sets.demo.domains", "shop.example",
                "hikyaku.sets.demo.aliases", "demo/aliases",
                "hikyaku.sets.demo.cluster", "demo",
                "hikyaku.sets.demo.task-definition", "demo-courier",
                "hikyaku.sets.demo.retention.parts", "P7D",
                "hikyaku.sets.demo.retention.raw", "P14D",
                "hikyaku.sets.demo.retention.fields", fields));
    }
}
