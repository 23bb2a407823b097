package desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import local.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import settings.RequestDeadline;
import software.amazon.awssdk.core.exception.SdkClientException;

class SharedReadingTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void whatIsReadIsReadOnceForAllWhoAskInTime() {
        AtomicInteger reads = new AtomicInteger();
        SharedReading<Integer> reading =
                new SharedReading<>(Duration.ofSeconds(4), clock, now -> reads.incrementAndGet());

        assertThat(reading.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(4));
        assertThat(reading.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(reading.get()).isEqualTo(2);
    }

    @Test
    void afterAFailureItIsReadAgain() {
        AtomicInteger reads = new AtomicInteger();
        SharedReading<Integer> reading = new SharedReading<>(Duration.ofSeconds(4), clock, now -> {
            if (reads.incrementAndGet() == 1) {
                throw SdkClientException.create("away");
            }
            return reads.get();
        });

        assertThatThrownBy(reading::get).isInstanceOf(SdkClientException.class);
        assertThat(reading.get()).isEqualTo(2);
    }

    /**
     * All callers wait for one read. Otherwise, while the ledger does not answer, the tenth caller would wait for nine
     * reads of others first.
     */
    @Test
    @Timeout(20)
    void whoWaitsForAnotherOnesReadingWaitsNoLongerThanTheOwnDeadline() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SharedReading<Integer> reading = new SharedReading<>(Duration.ofSeconds(4), clock, now -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 1;
        });
        Thread first = new Thread(reading::get);
        first.start();
        begun.await();

        assertThatThrownBy(() -> RequestDeadline.within(Duration.ofMillis(50), reading::get))
                .isInstanceOf(SdkClientException.class);
        end.countDown();
        first.join();
    }
}
