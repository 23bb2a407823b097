package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.Ledger;
import ledger.Transition;
import local.Configuration;
import local.Pipeline;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Deliveries of a set that was removed from the settings, all longer overdue than another set's retry. */
class StarvingIT extends MailJourney {

    private static final Duration SWEEP = Duration.ofSeconds(15);
    private static final String RECIPIENT = "ne-001@shop.example";

    @Override
    Map<String, String> changes() {
        return Map.of("HIKYAKU_SWEEP_EVERY", SWEEP.toString());
    }

    @Test
    void theRetryIsHandedOverWithinTwoSweepsAndTheOthersAreHeld() throws Exception {
        List<String> stuck = IntStream.range(0, 150).mapToObj(i -> "stuck-" + i).toList();
        stuck.forEach(mail -> ledger(Duration.ofHours(2))
                .move(claim(mail, "gone"), Transition.to(HANDED_OVER, "").task("arn:aws:ecs:local:0:task/" + mail)));
        cloud.s3()
                .putObject(
                        put -> put.bucket(LocalCloud.RAW_BUCKET).key("raw/retry"),
                        RequestBody.fromString("Subject: order\r\n\r\none kettle\r\n"));
        ledger(Duration.ofHours(1)).move(claim("retry", "demo"), Transition.to(RETRY, "no capacity"));

        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            Waiting.until(
                    "two sweeps", SWEEP.multipliedBy(2), () -> timeline("retry").contains(HANDED_OVER));
            Waiting.until("it is done", () -> status("retry") == DONE);
            Waiting.until("the others are held", () -> stuck.stream().allMatch(mail -> status(mail) == HELD));
        }

        assertThat(events("stuck-149").get(3).note()).contains("the settings no longer contain its set");
    }

    private Claim claim(String mail, String set) {
        Delivery delivery = Delivery.of(
                new DeliveryId(mail, RECIPIENT), "", Instant.now(), new RawMail(LocalCloud.RAW_BUCKET, "raw/" + mail));
        ClaimResult claiming = ledger(Duration.ofHours(2)).claim(delivery.in(set, "ne-001"), "pipeline");
        return ((ClaimResult.Claimed) claiming).claim();
    }

    private Ledger ledger(Duration ago) {
        Clock then = Clock.offset(Clock.systemUTC(), ago.negated());
        return new DynamoDbLedger(cloud.dynamoDb(), then, Configuration.with(Map.of()));
    }
}
