package bench.peers;

import ledger.Claim;
import ledger.Delivery;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;

/**
 * A route as the documentation of camel-aws2-sqs and of the idempotent consumer suggests. Except for the concurrency,
 * all options have their defaults.
 */
public final class CamelDefaults extends RouteBuilder {

    private static final String CLAIM = "claim";

    private final Beans beans = new Beans();

    public static void main(String... args) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        CamelDefaults routes = new CamelDefaults();
        camel.getRegistry().bind("sqs", routes.beans.sqs());
        camel.addRoutes(routes);
        camel.start();
        Thread.currentThread().join();
    }

    @Override
    public void configure() {
        from("aws2-sqs://mail?amazonSQSClient=#sqs&queueUrl=" + Clients.queue() + "&concurrentConsumers=" + Clients.AT_ONCE)
                .transform().body(String.class, beans::read)
                .split(body())
                    .idempotentConsumer(body().method("id"), new Claims())
                        .process(exchange -> beans.handOver(exchange.getProperty(CLAIM, Claim.class)))
                    .end()
                .end();
    }

    private final class Claims implements IdempotentRepository {

        @Override
        public boolean add(Exchange exchange, String key) {
            Claim claim = beans.claim(exchange.getMessage().getBody(Delivery.class));
            exchange.setProperty(CLAIM, claim);
            return claim != null;
        }

        @Override
        public boolean add(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean contains(String key) {
            return false;
        }

        @Override
        public boolean remove(String key) {
            return true;
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }
}
