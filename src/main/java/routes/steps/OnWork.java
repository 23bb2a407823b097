package routes.steps;

import java.util.function.Function;
import ledger.Claim;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import work.Work;

/** Makes route steps of functions that use {@link Work}, and not Camel. The work is in one variable of the exchange. */
public final class OnWork {

    private static final Variable<Work> WORK = new Variable<>("work", Work.class);

    private OnWork() {}

    /** A step that returns the changed work. */
    @FunctionalInterface
    public interface WorkStep {
        Work apply(Work work) throws Exception;
    }

    /** @return {@link Work#NONE} if the exchange has none */
    public static Work of(Exchange exchange) {
        Work work = WORK.of(exchange);
        return work == null ? Work.NONE : work;
    }

    public static void set(Exchange exchange, Work work) {
        if (work.hasClaim()) {
            LogFields.set(exchange, work.claim().id());
        }
        WORK.set(exchange, work);
    }

    public static Processor step(WorkStep step) {
        return exchange -> set(exchange, step.apply(of(exchange)));
    }

    public static Predicate when(java.util.function.Predicate<Work> question) {
        return exchange -> question.test(of(exchange));
    }

    /** The work's result becomes the body. */
    public static <T> Function<Exchange, T> result(Function<Work, T> function) {
        return exchange -> function.apply(of(exchange));
    }

    /** The work begins with a claim that was read from the ledger. */
    static void begin(Exchange exchange, Claim claim) {
        set(exchange, Work.on(claim));
    }
}
