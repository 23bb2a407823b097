package watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import local.Configuration;
import org.junit.jupiter.api.Test;

class ProbeLoopTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile Thread watcher;

    /** No check runs while the process ends, because it would use closed clients. */
    @Test
    void aProcessThatIsToldToEndInItsFirstRoundComplainsOfNothing() throws Exception {
        ProbeLoop rounds = new ProbeLoop(
                List.of(look("ledger", this::lookUntilTheEnd), look("queues", this::fail)),
                Configuration.with(Map.of("hikyaku.watch.every", "PT1M")),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new SimpleMeterRegistry());
        rounds.begin(new StartupEvent());
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        rounds.stop(new ShutdownEvent());
        watcher.join(20_000);

        assertThat(rounds.unreachable()).isEmpty();
    }

    private void lookUntilTheEnd() {
        watcher = Thread.currentThread();
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException told) {
            throw new NullPointerException("the client is closed");
        }
    }

    private void fail() {
        throw new NullPointerException("the client is closed");
    }

    private static Probe look(String at, Runnable looking) {
        return new Probe() {
            @Override
            public String at() {
                return at;
            }

            @Override
            public void look() {
                looking.run();
            }
        };
    }
}
