package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.Waiting;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/**
 * {@code hikyaku redrive}, {@code release} and {@code drop}, without a running pipeline that would resume the
 * deliveries.
 */
class OperatorCommandsIT extends MailJourney {

    @Test
    void heldMailIsReleasedByWhatItWasHeldFor() throws Exception {
        String spam = ended(HELD, "spam-fail");
        String virus = ended(HELD, "virus-fail");

        Answer preview = desk("release", "--set", "demo", "--note", "spam", "--why", "it is none", "--dry-run");
        assertThat(preview.output())
                .contains(spam)
                .contains("1 would be released")
                .doesNotContain(virus, "@");
        assertThat(status(spam)).isEqualTo(HELD);

        Answer release = desk("release", "--set", "demo", "--note", "spam", "--why", "it is none", "--by", "hanako");

        assertThat(release.exitCode()).isZero();
        assertThat(release.output()).contains("1 released, 0 had another status by then");
        assertThat(status(virus)).isEqualTo(HELD);
        assertThat(deliveries.ofMail(spam).get(0).last())
                .matches(event -> event.status() == RETRY
                        && event.by().equals("hanako")
                        && event.note().equals("was HELD: it is none"));
        assertThat(desk("drop", virus, "--why", "a virus").exitCode()).isZero();
        assertThat(status(virus)).isEqualTo(DROPPED);
    }

    @Test
    void whatFailsAgainIsNotTakenAgainByTheSameCommand() throws Exception {
        String failed = ended(FAILED, "exit 1");
        String until = Clock.systemUTC().instant().plusSeconds(1).toString();
        String[] redrive = {"redrive", "--set", "demo", "--until", until, "--why", "the bug is mended", "--json"};
        assertThat(desk(redrive).output()).contains("\"redriven\":1", "\"until\":\"" + until);
        Waiting.until(
                "the second is over",
                () -> Clock.systemUTC().instant().toString().compareTo(until) > 0);
        end(deliveries.ofMail(failed).get(0).delivery(), FAILED, "exit 1");

        assertThat(desk(redrive).output()).contains("\"redriven\":0");

        assertThat(status(failed)).isEqualTo(FAILED);
    }

    @Test
    void whatIsDoneIsRunAgainOnAnExplicitWordOnly() throws Exception {
        String done = ended(DONE, "exit 0");

        assertThat(desk("redrive", done, "--why", "again").output()).contains("0 redriven");
        assertThat(desk("release", done, "--status", "DONE", "--why", "again"))
                .matches(answer -> answer.exitCode() == 2 && answer.output().contains("what is DONE is not released"));
        assertThat(desk("redrive", done, "--status", "DONE", "--why", "again").output())
                .contains("1 redriven");
        assertThat(status(done)).isEqualTo(RETRY);
    }

    private String ended(DeliveryStatus end, String note) {
        String mail = UUID.randomUUID().toString();
        Delivery delivery = Delivery.of(
                new DeliveryId(mail, "ne-001@shop.example"),
                "",
                Clock.systemUTC().instant(),
                new RawMail("raw", "raw/" + mail));
        end(delivery.in("demo", "ne-001"), end, note);
        return mail;
    }

    private void end(Delivery delivery, DeliveryStatus end, String note) {
        DynamoDbLedger ledger = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        ClaimResult claimed = ledger.claim(delivery, "test");
        int attempt = ((ClaimResult.Claimed) claimed).claim().attempt();
        ClaimResult started = ledger.start(delivery.id(), attempt, "courier");
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(end, note));
        assertThat(List.of(status(delivery.id().mail()))).containsExactly(end);
    }
}
