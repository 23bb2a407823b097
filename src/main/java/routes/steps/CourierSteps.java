package routes.steps;

import archive.PartObjects;
import courier.CommandOutcome;
import courier.CourierScope;
import courier.LegacyCommand;
import courier.WorkOrder;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import ledger.Claim;
import ledger.ClaimLost;
import ledger.ClaimOwner;
import ledger.ClaimResult;
import ledger.DeliveryStatus;
import ledger.LeaseKeeper;
import ledger.Ledger;
import mail.UnreadableMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jboss.logging.Logger;
import settings.Settings;
import tasks.CurrentTask;
import tasks.TaskVariables;
import watch.MailCounters;
import watch.Metric;

/** Steps of the courier: one attempt at a delivery is one run of the command. */
@ApplicationScoped
public class CourierSteps {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** sysexits' EX_TEMPFAIL: the courier could not do its work. */
    private static final int NOT_RUN = 75;

    private static final String ORDER = "hikyaku.order";

    /** Of a start that has no answer yet: while it is tried again, it is the same start. */
    private static final String NONCE = "hikyaku.nonce";

    private final Ledger ledger;
    private final LeaseKeeper leases;
    private final CourierScope ownWork;
    private final MailCounters counts;
    private final LegacyCommand command;
    private final PartObjects unpacking;
    private final Mark mark;
    private final ClaimOwner owner;
    private final CurrentTask task;
    private final Settings settings;
    private final Clock clock;
    private final UnwrittenOutcomes outcomes;
    private volatile Instant lastWork;
    private volatile Integer exitCode;

    public CourierSteps(
            Ledger ledger,
            LeaseKeeper leases,
            CourierScope ownWork,
            MailCounters counts,
            LegacyCommand command,
            PartObjects unpacking,
            Mark mark,
            ClaimOwner owner,
            CurrentTask task,
            Settings settings,
            Clock clock,
            UnwrittenOutcomes outcomes) {
        this.ledger = ledger;
        this.leases = leases;
        this.ownWork = ownWork;
        this.counts = counts;
        this.command = command;
        this.unpacking = unpacking;
        this.mark = mark;
        this.owner = owner;
        this.task = task;
        this.settings = settings;
        this.clock = clock;
        this.outcomes = outcomes;
        this.lastWork = clock.instant();
    }

    /** What RunTask has told this process. */
    public WorkOrder order() {
        return TaskVariables.in(System.getenv())
                .map(pointers -> new WorkOrder(pointers.delivery(), pointers.attempt()))
                .orElseThrow(() -> new UnreadableMessage("RunTask has named no delivery in this task's environment"));
    }

    /**
     * Says RUNNING. Where this attempt has a courier already, or is another set's, the exchange has no claim afterwards;
     * where this process has run it and could not say so, its outcome is the body.
     */
    public void start(Exchange exchange) {
        WorkOrder order = exchange.getMessage().getBody(WorkOrder.class);
        if (!ownWork.has(order.id())) {
            counts.add(Metric.CLAIMS, "not-ours");
            LOG.warnf("%s: refused, its recipient's domain is not of this courier's set", order.id());
            return;
        }
        exchange.setProperty(ORDER, order);
        if (recall(exchange, order)) {
            return;
        }
        if (exchange.getProperty(NONCE) == null) {
            exchange.setProperty(NONCE, outcomes.nonce(order));
        }
        String nonce = exchange.getProperty(NONCE, String.class);
        ClaimResult answer = ledger.start(order.id(), order.attempt(), owner.name(), task.arn(), nonce);
        exchange.removeProperty(NONCE);
        if (answer instanceof ClaimResult.Claimed claimed) {
            Work.claim(exchange, claimed.claim());
            leases.keep(claimed.claim());
            ownWork.checkMail(claimed.claim().delivery());
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
        unpacking.unpack(Work.claim(exchange).delivery(), Work.parcel(exchange));
    }

    /** The outcome becomes the body. */
    public void run(Exchange exchange) throws Exception {
        Claim claim = Work.claim(exchange);
        CommandOutcome outcome = command.run(claim.delivery(), Work.parcel(exchange));
        LOG.infof("%s: exit %d", claim.id(), outcome.exitCode());
        exchange.getMessage().setBody(outcome);
    }

    /** Whatever fails after the command has ended, another attempt must not be opened for it: that would be a second run. */
    public static boolean hasNotRun(Exchange exchange) {
        return Work.hasClaim(exchange) && !(exchange.getMessage().getBody() instanceof CommandOutcome);
    }

    /** Moves the delivery to what the exit code means. */
    public void record(Exchange exchange) {
        CommandOutcome outcome = exchange.getMessage().getBody(CommandOutcome.class);
        mark.move(exchange, outcome.status(), outcome.note());
    }

    /** The exchange is over, however it went. What the ledger does not know yet is kept, and the lease with it. */
    public void letGo(Exchange exchange) {
        WorkOrder order = exchange.getProperty(ORDER, WorkOrder.class);
        String nonce = exchange.getProperty(NONCE, String.class);
        if (nonce != null) {
            outcomes.unanswered(order, nonce);
        }
        if (isUnwritten(exchange)) {
            outcomes.keep(order, Work.claim(exchange), outcome(exchange));
        } else if (Work.hasClaim(exchange)) {
            outcomes.written(order);
            leases.letGo(Work.claim(exchange).id());
        }
        lastWork = clock.instant();
    }

    private static boolean isUnwritten(Exchange exchange) {
        return Work.hasClaim(exchange)
                && Work.claim(exchange).status() == DeliveryStatus.RUNNING
                && !(Reason.failure(exchange) instanceof ClaimLost);
    }

    private static CommandOutcome outcome(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof CommandOutcome outcome
                ? outcome
                : new CommandOutcome(NOT_RUN, DeliveryStatus.RETRY, "not run: " + Reason.of(exchange));
    }

    /** @return whether the order's outcome was kept; then it is the body */
    private boolean recall(Exchange exchange, WorkOrder order) {
        Optional<UnwrittenOutcomes.Unwritten> before = outcomes.take(order);
        before.ifPresent(unwritten -> {
            Work.claim(exchange, unwritten.claim());
            exchange.getMessage().setBody(unwritten.outcome());
        });
        return before.isPresent();
    }

    /** One try, where there is no time for more. */
    void writeAtLast(WorkOrder order, CamelContext camel) {
        Exchange last = new DefaultExchange(camel);
        try {
            if (recall(last, order)) {
                record(last);
            }
        } catch (RuntimeException e) {
            LOG.errorf("%s: outcome lost: attempt %d, %s", order.id(), order.attempt(), Reason.of(e));
        }
    }

    /** Ends the process with the command's exit code, so that ECS shows it; 75 if the command was not run. */
    public void leave(Exchange exchange) {
        String reason = Reason.of(exchange);
        if (!reason.isEmpty()) {
            LOG.warnf("%s: %s", TaskVariables.mail(System.getenv()), reason);
        }
        boolean nothingToDo = reason.isEmpty() && !Work.hasClaim(exchange);
        Object body = exchange.getMessage().getBody();
        exitCode = body instanceof CommandOutcome outcome ? outcome.exitCode() : nothingToDo ? 0 : NOT_RUN;
        leaveWhenWritten(exchange);
    }

    /** A courier for one delivery ends when it has run and the ledger knows how it went. */
    public void leaveWhenWritten(Exchange nothing) {
        if (exitCode != null && outcomes.isEmpty()) {
            Quarkus.asyncExit(exitCode);
        }
    }

    /** Ends the process when it has had nothing to do for long enough. */
    public void leaveWhenIdle(Exchange nothing) {
        Instant enough = lastWork.plus(settings.courier().idle());
        if (clock.instant().isAfter(enough) && outcomes.isEmpty()) {
            LOG.info("no work any more");
            Quarkus.asyncExit(0);
        }
    }
}
