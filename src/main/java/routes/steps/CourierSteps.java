package routes.steps;

import archive.Unpacking;
import courier.LegacyCommand;
import courier.Outcome;
import courier.WorkOrder;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import ledger.Claim;
import ledger.Claiming;
import ledger.LeaseKeeper;
import ledger.Ledger;
import ledger.Owner;
import mail.UnreadableMessage;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;
import settings.Settings;
import tasks.OwnTask;
import tasks.Pointers;

/** Steps of the courier: one attempt at a delivery is one run of the command. */
@ApplicationScoped
public class CourierSteps {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** sysexits' EX_TEMPFAIL: the courier could not do its work. */
    private static final int NOT_RUN = 75;

    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final LegacyCommand command;
    private final Unpacking unpacking;
    private final Mark mark;
    private final Owner owner;
    private final OwnTask task;
    private final Settings settings;
    private final Clock clock;
    private volatile Instant lastWork;

    public CourierSteps(
            Ledger ledger,
            LeaseKeeper leases,
            LegacyCommand command,
            Unpacking unpacking,
            Mark mark,
            Owner owner,
            OwnTask task,
            Settings settings,
            Clock clock) {
        this.ledger = ledger;
        this.leases = leases;
        this.command = command;
        this.unpacking = unpacking;
        this.mark = mark;
        this.owner = owner;
        this.task = task;
        this.settings = settings;
        this.clock = clock;
        this.lastWork = clock.instant();
    }

    /** What RunTask has told this process. */
    public WorkOrder order() {
        return Pointers.in(System.getenv())
                .map(pointers -> new WorkOrder(pointers.delivery(), pointers.attempt()))
                .orElseThrow(() -> new UnreadableMessage("RunTask has named no delivery in this task's environment"));
    }

    /** Says RUNNING. Where this attempt has a courier already, the exchange has no claim afterwards. */
    public void start(Exchange exchange) {
        WorkOrder order = exchange.getMessage().getBody(WorkOrder.class);
        Claiming answer = ledger.start(order.id(), order.attempt(), owner.name(), task.arn());
        if (answer instanceof Claiming.Claimed claimed) {
            Work.claim(exchange, claimed.claim());
            leases.keep(claimed.claim());
        } else {
            LOG.infof("%s: nothing to do, %s", order.id(), answer);
        }
    }

    public boolean wantsParts(Exchange exchange) {
        String set = Work.claim(exchange).delivery().set();
        return settings.sets().containsKey(set)
                && settings.sets().get(set).pipe().mailDir();
    }

    /** Lays manifest and parts beside the mail: unpacked once more, which is quicker than to fetch each from S3. */
    public void unpack(Exchange exchange) throws IOException {
        unpacking.unpack(Work.claim(exchange).id().mail(), Work.parcel(exchange));
    }

    /** The outcome becomes the body. */
    public void run(Exchange exchange) throws Exception {
        Claim claim = Work.claim(exchange);
        Outcome outcome = command.run(claim.delivery(), Work.parcel(exchange));
        LOG.infof("%s: exit %d", claim.id(), outcome.exitCode());
        exchange.getMessage().setBody(outcome);
    }

    /** Whatever fails after the command has ended, another attempt must not be opened for it: that would be a second run. */
    public static boolean hasNotRun(Exchange exchange) {
        return Work.hasClaim(exchange) && !(exchange.getMessage().getBody() instanceof Outcome);
    }

    /** Moves the delivery to what the exit code means. */
    public void record(Exchange exchange) {
        Outcome outcome = exchange.getMessage().getBody(Outcome.class);
        mark.move(exchange, outcome.status(), outcome.note());
    }

    /** The exchange is over, however it went. */
    public void letGo(Exchange exchange) {
        if (Work.hasClaim(exchange)) {
            leases.letGo(Work.claim(exchange).id());
        }
        lastWork = clock.instant();
    }

    /** Ends the process with the command's exit code, so that ECS shows it; 75 if the command was not run. */
    public void leave(Exchange exchange) {
        String reason = Reason.of(exchange);
        if (!reason.isEmpty()) {
            LOG.warnf("%s: %s", Pointers.mail(System.getenv()), reason);
        }
        boolean nothingToDo = reason.isEmpty() && !Work.hasClaim(exchange);
        Object body = exchange.getMessage().getBody();
        int exitCode = body instanceof Outcome outcome ? outcome.exitCode() : nothingToDo ? 0 : NOT_RUN;
        Quarkus.asyncExit(exitCode);
    }

    /** Ends the process when it has had nothing to do for long enough. */
    public void leaveWhenIdle(Exchange nothing) {
        Instant enough = lastWork.plus(settings.courier().idle());
        if (clock.instant().isAfter(enough)) {
            LOG.info("no work any more");
            Quarkus.asyncExit(0);
        }
    }
}
