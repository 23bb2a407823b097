package routes;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import local.SettableClock;

/** Route tests set the clock instead of waiting. */
@Mock
@ApplicationScoped
public class SettableTime {

    private static final SettableClock CLOCK = new SettableClock();

    @Produces
    @Mock
    @ApplicationScoped
    Clock clock() {
        return CLOCK;
    }

    public static SettableClock set() {
        return CLOCK;
    }
}
