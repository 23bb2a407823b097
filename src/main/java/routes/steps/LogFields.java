package routes.steps;

import ledger.DeliveryId;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jboss.logging.MDC;

/**
 * Adds the ids of delivery and mail to every line that is logged while an exchange works on it. Ids do not reveal an
 * address.
 */
final class LogFields {

    private static final Variable<DeliveryId> NAMED = new Variable<>("named", DeliveryId.class);

    private LogFields() {}

    /** Adds the ids until the exchange ends; one thread does all of its work. */
    static void set(Exchange exchange, DeliveryId id) {
        if (id.equals(NAMED.of(exchange))) {
            return;
        }
        NAMED.set(exchange, id);
        MDC.put("mail", id.mail());
        MDC.put("delivery", id.toString());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                MDC.remove("mail");
                MDC.remove("delivery");
            }
        });
    }
}
