package routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import local.SettableClock;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final SettableClock clock = new SettableClock();
    private final List<String> lines = new ArrayList<>();
    private final LogLimit limit = new LogLimit(clock, lines::add);

    @Test
    void ofTwentyThousandLinesOfAKindOneAMinuteIsLoggedWithTheNumberOfTheOthers() {
        for (int i = 0; i < 20_000; i++) {
            limit.line("set gone", "line " + i);
        }
        assertThat(lines).containsExactly("line 0");

        clock.advance(Duration.ofMinutes(1));
        limit.line("set gone", "line 20000");

        assertThat(lines).containsExactly("line 0", "line 20000 (and 19999 more of this kind since the last line)");
    }

    @Test
    void otherKindsAreLoggedAtOnce() {
        limit.line("set one", "one");
        limit.line("set two", "two");

        assertThat(lines).containsExactly("one", "two");
    }
}
