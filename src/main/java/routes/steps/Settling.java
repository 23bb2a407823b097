package routes.steps;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Puts the deliveries of one message together: it may go when all of them are settled; if not, it is wanted again at the
 * earliest time that one of them asks for.
 */
@Singleton
public class Settling implements AggregationStrategy {

    private static final String UNSETTLED = "hikyaku.unsettled";

    @Override
    public Exchange aggregate(Exchange before, Exchange delivery, Exchange message) {
        if (!Work.isSettled(delivery)) {
            message.setProperty(UNSETTLED, true);
            Work.wantedAt(message, earliest(Work.wantedAt(message), Work.wantedAt(delivery)));
        }
        return message;
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange delivery) {
        throw new UnsupportedOperationException("Camel calls the method with the message");
    }

    public boolean isSettled(Exchange message) {
        return !message.getProperty(UNSETTLED, false, Boolean.class);
    }

    private static Instant earliest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
