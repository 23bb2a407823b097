package routes.runtime;

import desk.SweepControl;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import routes.steps.Reason;

/** Sends an exchange through a sweeper's route, like its timer. */
@ApplicationScoped
public class SweepSwitch implements SweepControl {

    private final CamelContext context;

    public SweepSwitch(CamelContext context) {
        this.context = context;
    }

    @Override
    public void sweepLedger() {
        run("sweep-ledger");
    }

    @Override
    public void sweepInbox() {
        run("sweep-inbox");
    }

    private void run(String name) {
        Route route = context.getRoute(name);
        if (route == null) {
            throw new IllegalStateException("this process has no " + name);
        }
        String failure = Reason.of(run(route.getConsumer()));
        if (!failure.isEmpty()) {
            throw new IllegalStateException(name + " failed: " + failure);
        }
    }

    private static Exchange run(Consumer consumer) {
        Exchange sweep = consumer.createExchange(false);
        try {
            consumer.getProcessor().process(sweep);
        } catch (Exception e) {
            sweep.setException(e);
        }
        return sweep;
    }
}
