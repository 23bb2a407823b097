package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.List;
import ledger.Delivery;
import ledger.DeliveryId;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watch.Metric;

@QuarkusTest
class SendCanaryTest extends RouteTest {

    private static final String CANARY = "canary@shop.example";
    private static final String NARROW_CANARY = "canary@narrow.example";

    @Inject
    MeterRegistry meters;

    /** Canaries of earlier tests are from yesterday. */
    @BeforeEach
    void aDayLater() {
        SettableTime.set().advance(Duration.ofDays(1));
    }

    @Test
    void aCanaryIsMailedToEachSetThatHasOneAndSaysThatItIsAMachines() {
        sendCanaries();

        assertThat(mailed()).containsExactly(CANARY, NARROW_CANARY);
        assertThat(box("smtp").getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("From", CANARY)
                .containsEntry("Auto-Submitted", "auto-generated");
    }

    @Test
    void aSetThatAnotherPipelineHasJustSentACanaryWaitsForHalfAPeriod() {
        arrive(CANARY);
        SettableTime.set().advance(Duration.ofSeconds(149));
        sendCanaries();
        assertThat(mailed()).containsExactly(NARROW_CANARY);

        box("smtp").reset();
        SettableTime.set().advance(Duration.ofSeconds(2));
        sendCanaries();
        assertThat(mailed()).containsExactly(CANARY, NARROW_CANARY);
    }

    @Test
    void aCanaryThatIsRefusedIsCountedAndKeepsNoOtherOneBack() {
        double before = refused();
        box("smtp").whenExchangeReceived(1, smtp -> {
            throw new SendFailedException("550 <" + CANARY + "> is not known here");
        });

        sendCanaries();

        assertThat(mailed()).containsExactly(CANARY, NARROW_CANARY);
        assertThat(refused()).isEqualTo(before + 1);
    }

    private void sendCanaries() {
        routes.sendBody("direct:canary", null);
    }

    private void arrive(String recipient) {
        DeliveryId id = new DeliveryId(newMail(), recipient);
        ledger.receive(Delivery.of(id, "", SettableTime.set().instant(), new RawMail("raw", "raw/" + id.mail())));
    }

    private List<String> mailed() {
        return box("smtp").getExchanges().stream()
                .map(mail -> mail.getMessage().getHeader("To", String.class))
                .toList();
    }

    private double refused() {
        return meters.find(Metric.FAILURES.key()).tag("route", "send-canary").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
