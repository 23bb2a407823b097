package routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.SettableClock;
import org.apache.camel.Exchange;
import org.apache.camel.clock.Clock;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import work.Work;

/** What is requested from SQS for a waiting message, and when no request is sent. */
class ChangeVisibilityTest {

    private static final int RECEIVES = 10;

    private final SettableClock clock = new SettableClock();
    private final List<Integer> timeouts = new ArrayList<>();
    private final SqsClient sqs = new SqsClient() {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest change) {
            timeouts.add(change.visibilityTimeout());
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    };
    private final ChangeVisibility goBack = new ChangeVisibility(sqs, clock, "queue");
    private final SettlementStrategy settling = new SettlementStrategy(clock, RECEIVES);

    @ParameterizedTest(name = "wanted in {0}, received {1} ago: {2} s")
    @CsvSource({
        "PT15S, PT0S, 16",
        "PT-5S, PT0S, 0",
        "PT11H, PT0S, 39601",
        "PT12H, PT0S, 43140",
        "P2D, PT0S, 43140",
        "PT12H, PT2H, 35940",
        "PT1H, PT13H, 0",
    })
    void aMessageIsHiddenForTwelveHoursSinceItsReceiveAtMost(Duration wanted, Duration ago, int seconds) {
        Exchange message = message(1, ago);
        Settlement.set(message, new Settlement(false, true, clock.instant().plus(wanted)));

        goBack.process(message);

        assertThat(timeouts).containsExactly(seconds);
    }

    @Test
    void aMessageIsWantedWhenTheFirstOfItsDeliveriesIs() {
        Exchange message = message(1, Duration.ZERO);
        Instant first = clock.instant().plusSeconds(30);

        settle(message, first.plusSeconds(60));
        settle(message, first);
        settle(message, first.plusSeconds(1));

        assertThat(Settlement.of(message).wantedAt()).isEqualTo(first);
        assertThat(settling.isSettled(message)).isFalse();
        assertThat(settling.isLeftToSweeper(message)).isFalse();
    }

    @ParameterizedTest(name = "wanted in {0}, received {1} times, {2} ago: {3}")
    @CsvSource({
        "PT15S, 1, PT0S, false",
        "PT15S, 9, PT0S, false",
        "PT15S, 10, PT0S, true",
        "PT11H, 1, PT0S, false",
        "PT12H, 1, PT0S, true",
        "PT11H, 1, PT2H, true",
    })
    void aMessageThatWaitsTooOftenOrTooLongIsLeftToTheSweeper(
            Duration wanted, int receives, Duration ago, boolean left) {
        Exchange message = message(receives, ago);

        settle(message, clock.instant().plus(wanted));

        assertThat(settling.isLeftToSweeper(message)).isEqualTo(left);
    }

    @Test
    void aMessageOfWhichTheLedgerDoesNotKnowAllIsNotLeftToTheSweeper() {
        Exchange message = message(99, Duration.ZERO);

        settle(message, clock.instant().plusSeconds(15));
        settle(message, null);

        assertThat(settling.isLeftToSweeper(message)).isFalse();
        goBack.process(message);
        assertThat(timeouts).containsExactly(16);
    }

    @Test
    void aMessageWithoutAReceiveCountIsTakenForNew() {
        Exchange message = message(99, Duration.ZERO);
        message.getMessage().removeHeader(Sqs2Constants.ATTRIBUTES);

        settle(message, clock.instant().plusSeconds(15));

        assertThat(settling.isLeftToSweeper(message)).isFalse();
    }

    /** @param wantedAt the time requested by a delivery that is not settled */
    private void settle(Exchange message, Instant wantedAt) {
        Exchange delivery = new DefaultExchange(new DefaultCamelContext());
        if (wantedAt != null) {
            OnWork.set(delivery, Work.NONE.wantedAgainAt(wantedAt));
        }
        settling.aggregate(null, delivery, message);
    }

    private static Exchange message(int receives, Duration ago) {
        Exchange received = new DefaultExchange(new DefaultCamelContext());
        Clock camels = new Clock() {
            @Override
            public long elapsed() {
                return ago.toMillis();
            }

            @Override
            public long getCreated() {
                return 0;
            }
        };
        Exchange message = (Exchange) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {Exchange.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getClock") ? camels : method.invoke(received, arguments));
        message.getMessage()
                .setHeader(
                        Sqs2Constants.ATTRIBUTES,
                        Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receives)));
        return message;
    }
}
