package routes.steps;

import courier.LegacyCommand;
import courier.Outcome;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import ledger.Claim;
import ledger.Claiming;
import ledger.DeliveryId;
import ledger.LeaseKeeper;
import ledger.Ledger;
import ledger.Owner;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;
import settings.Settings;

/** Steps of the courier: one delivery, one attempt, one run of the command. */
@ApplicationScoped
public class CourierSteps {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** sysexits' EX_TEMPFAIL: the courier could not do its work. */
    private static final int NOT_RUN = 75;

    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final LegacyCommand command;
    private final Mark mark;
    private final Owner owner;
    private final Settings.Courier pointers;

    public CourierSteps(
            Ledger ledger, LeaseKeeper leases, LegacyCommand command, Mark mark, Owner owner, Settings settings) {
        this.ledger = ledger;
        this.leases = leases;
        this.command = command;
        this.mark = mark;
        this.owner = owner;
        this.pointers = settings.courier();
    }

    /** Says RUNNING. Where this attempt has a courier already, the exchange has no claim afterwards. */
    public void start(Exchange exchange) {
        DeliveryId id = new DeliveryId(
                pointers.mail().orElseThrow(), pointers.recipient().orElseThrow());
        Claiming answer = ledger.start(id, pointers.attempt().orElseThrow(), owner.name());
        if (answer instanceof Claiming.Claimed claimed) {
            Work.claim(exchange, claimed.claim());
            leases.keep(claimed.claim());
        } else {
            LOG.infof("%s: nothing to do, %s", id, answer);
        }
    }

    /** The outcome becomes the body. */
    public void run(Exchange exchange) throws Exception {
        Claim claim = Work.claim(exchange);
        Outcome outcome = command.run(claim.delivery(), Work.parcel(exchange).raw());
        LOG.infof("%s: exit %d", claim.id(), outcome.exitCode());
        exchange.getMessage().setBody(outcome);
    }

    /** Whatever fails after the command has ended, another attempt must not be opened for it: that would be a second run. */
    public static boolean hasNotRun(Exchange exchange) {
        return Work.hasClaim(exchange) && !(exchange.getMessage().getBody() instanceof Outcome);
    }

    /** Moves the delivery to what the exit code means. */
    public void record(Exchange exchange) {
        mark.move(exchange, outcome(exchange).status(), outcome(exchange).note());
    }

    /** Ends the process with the command's exit code, so that ECS shows it; 75 if the command was not run. */
    public void leave(Exchange exchange) {
        String reason = Reason.of(exchange);
        if (!reason.isEmpty()) {
            LOG.warnf(
                    "%s/%d: %s", pointers.mail().orElse(""), pointers.attempt().orElse(0), reason);
        }
        boolean nothingToDo = reason.isEmpty() && !Work.hasClaim(exchange);
        Object body = exchange.getMessage().getBody();
        int exitCode = body instanceof Outcome outcome ? outcome.exitCode() : nothingToDo ? 0 : NOT_RUN;
        Quarkus.asyncExit(exitCode);
    }

    private static Outcome outcome(Exchange exchange) {
        return exchange.getMessage().getBody(Outcome.class);
    }
}
