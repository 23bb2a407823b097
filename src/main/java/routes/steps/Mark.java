package routes.steps;

import jakarta.inject.Singleton;
import java.util.function.Function;
import ledger.DeliveryStatus;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import work.Transitions;
import work.Work;

/** Steps that move the exchange's delivery to a status: one conditional write each. */
@Singleton
public class Mark {

    private final Transitions transitions;

    public Mark(Transitions transitions) {
        this.transitions = transitions;
    }

    /** The reason is the failure in this exchange, if there is one, else the steps' note. */
    public Processor as(DeliveryStatus status) {
        return exchange -> {
            Work work = OnWork.of(exchange);
            Throwable failure = Reason.failure(exchange);
            OnWork.set(
                    exchange,
                    failure == null
                            ? transitions.move(work, status)
                            : transitions.fail(work, status, Reason.of(failure), Reason.kind(failure)));
        };
    }

    public Processor as(DeliveryStatus status, String note) {
        return OnWork.step(work -> transitions.move(work, status, note));
    }

    /** @param note computed from the body */
    public <B> Processor as(DeliveryStatus status, Class<B> body, Function<B, String> note) {
        return exchange ->
                move(exchange, status, note.apply(exchange.getMessage().getBody(body)));
    }

    /** The status stays, and its time starts again. @param note computed from the body */
    public <B> Processor again(Class<B> body, Function<B, String> note) {
        return exchange -> move(
                exchange,
                OnWork.of(exchange).status(),
                note.apply(exchange.getMessage().getBody(body)));
    }

    /** The delivery is resumed at the decided time, in the same attempt. */
    public Processor waiting() {
        return OnWork.step(transitions::postpone);
    }

    private void move(Exchange exchange, DeliveryStatus status, String note) {
        OnWork.set(exchange, transitions.move(OnWork.of(exchange), status, note));
    }
}
