package routes.runtime;

import courier.WorkOrder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryId.Trace;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import routes.steps.OnWork;
import work.Work;

/**
 * Creates a span for each step of the picture while its exchange works on a delivery. All spans of a delivery belong to
 * one trace, in any process and any attempt, because the trace id is computed from the delivery's id. Requests cannot
 * carry the trace id, because the request for a task must be the same, byte for byte, from every process.
 */
@ApplicationScoped
public class Tracing implements InterceptStrategy {

    private static final String INSIDE = "hikyaku.span";

    private final Tracer tracer;
    private final boolean off;

    Tracing(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** Runs before the routes exist. */
    void begin(@Observes BeforeInitialize event) {
        if (!off) {
            event.getCamelContext().getCamelContextExtension().addInterceptStrategy(this);
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext camel, NamedNode step, Processor target, Processor next) {
        boolean named = step instanceof OptionalIdentifiedDefinition<?> identified && identified.hasCustomIdAssigned();
        return named ? new StepSpan(step.getId(), target) : target;
    }

    private final class StepSpan extends DelegateAsyncProcessor {

        private final String id;

        StepSpan(String id, Processor target) {
            super(target);
            this.id = id;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            DeliveryId delivery = delivery(exchange);
            if (delivery == null) {
                return super.process(exchange, callback);
            }
            Context outside = exchange.getProperty(INSIDE, Context.class);
            Span span = begin(exchange, delivery, outside == null ? of(delivery.trace()) : outside);
            return super.process(exchange, inTime -> {
                end(span, exchange);
                exchange.setProperty(INSIDE, outside);
                callback.done(inTime);
            });
        }

        private Span begin(Exchange exchange, DeliveryId delivery, Context outside) {
            SpanBuilder span = tracer.spanBuilder(id)
                    .setParent(outside)
                    .setAttribute("hikyaku.delivery", delivery.toString())
                    .setAttribute("hikyaku.mail", delivery.mail());
            Claim claim = OnWork.of(exchange).claim();
            if (claim != null) {
                span.setAttribute("hikyaku.set", claim.delivery().set());
                span.setAttribute("hikyaku.attempt", claim.attempt());
            }
            Span begun = span.startSpan();
            exchange.setProperty(INSIDE, outside.with(begun));
            return begun;
        }
    }

    /** Only the kind of failure is recorded: messages may contain text from outside. */
    private static void end(Span span, Exchange exchange) {
        if (exchange.getException() != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", exchange.getException().getClass().getName());
        }
        span.end();
    }

    private static Context of(Trace trace) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace.id(), trace.root(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** @return the delivery of the exchange; null if it has none, or only a mail */
    private static DeliveryId delivery(Exchange exchange) {
        Work work = OnWork.of(exchange);
        if (work.hasClaim()) {
            return work.claim().id();
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof Delivery delivery) {
            return delivery.id();
        }
        return body instanceof WorkOrder order ? order.id() : null;
    }
}
