package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkInProgressTest {

    private final SettableClock clock = new SettableClock();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aTerminalIsWrittenOverAndAFileGetsTheLastLineOnly() {
        show(true);
        assertThat(text())
                .isEqualTo("\r  0 of 2 deliveries are as expected\r  2 of 2 deliveries are as expected%n".formatted());

        printed.reset();
        show(false);
        assertThat(text()).isEqualTo("  2 of 2 deliveries are as expected%n".formatted());
    }

    /** A delivery that changes without arriving is no reason to give up. */
    @Test
    void itIsQuietForAsLongAsNoDeliveryHasMoved() {
        WorkInProgress work = work(false);
        work.look(0, 2, 5);
        clock.advance(Duration.ofSeconds(40));
        work.look(0, 2, 6);
        clock.advance(Duration.ofSeconds(30));
        work.look(0, 2, 6);

        assertThat(work.quiet()).isEqualTo(Duration.ofSeconds(30));
    }

    private void show(boolean overwrites) {
        WorkInProgress work = work(overwrites);
        work.look(0, 2, 1);
        work.look(0, 2, 2);
        work.look(2, 2, 3);
        work.end();
    }

    private WorkInProgress work(boolean overwrites) {
        return new WorkInProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), clock, overwrites);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
