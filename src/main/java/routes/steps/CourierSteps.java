package routes.steps;

import archive.MailFolder;
import archive.PartObjects;
import courier.Attempt;
import courier.CommandOutcome;
import courier.CourierEnd;
import courier.LegacyCommand;
import courier.Starts;
import courier.UnwrittenOutcomes;
import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import ledger.Claim;
import ledger.ClaimLost;
import ledger.DeliveryStatus;
import mail.UnreadableMessage;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;
import settings.Settings;
import tasks.TaskVariables;
import work.Transitions;
import work.Work;

/** Steps of the courier: one attempt at a delivery is one run of the command. */
@ApplicationScoped
public class CourierSteps {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    /** sysexits' EX_TEMPFAIL: the courier could not do its work. */
    private static final int NOT_RUN = 75;

    private static final Variable<Attempt> ATTEMPT = new Variable<>("attempt", Attempt.class);

    private final Starts starts;
    private final LegacyCommand command;
    private final PartObjects unpacking;
    private final Transitions transitions;
    private final UnwrittenOutcomes outcomes;
    private final CourierEnd end;
    private final Settings settings;

    public CourierSteps(
            Starts starts,
            LegacyCommand command,
            PartObjects unpacking,
            Transitions transitions,
            UnwrittenOutcomes outcomes,
            CourierEnd end,
            Settings settings) {
        this.starts = starts;
        this.command = command;
        this.unpacking = unpacking;
        this.transitions = transitions;
        this.outcomes = outcomes;
        this.end = end;
        this.settings = settings;
    }

    /** The variables that RunTask has passed to this process. */
    public WorkOrder order() {
        return TaskVariables.in(System.getenv())
                .map(pointers -> new WorkOrder(pointers.delivery(), pointers.attempt()))
                .orElseThrow(
                        () -> new UnreadableMessage("the task's environment names no delivery: RunTask must set it"));
    }

    /**
     * Records RUNNING in the ledger. If this attempt already has a courier, or belongs to another set, the exchange has
     * no claim afterwards. If this process has run the attempt but could not record that, the attempt has its outcome.
     */
    public void start(Exchange exchange) {
        WorkOrder order = exchange.getMessage().getBody(WorkOrder.class);
        if (!starts.accepts(order) || recall(exchange, order)) {
            return;
        }
        Attempt before = ATTEMPT.of(exchange);
        String nonce = before != null && before.isUnanswered() ? before.nonce() : outcomes.nonce(order);
        ATTEMPT.set(exchange, new Attempt(order).startedAs(nonce));
        Optional<Claim> claim = starts.start(order, nonce);
        ATTEMPT.set(exchange, new Attempt(order));
        if (claim.isPresent()) {
            OnWork.begin(exchange, claim.get());
            starts.keep(claim.get());
        }
    }

    public boolean wantsParts(Work work) {
        return settings.sets().containsKey(work.set())
                && settings.sets().get(work.set()).pipe().mailDir();
    }

    /** Puts the manifest and the parts beside the mail: unpacking again is faster than fetching each part from S3. */
    public Work unpack(Work work) throws IOException {
        unpacking.unpack(work.claim().delivery(), work.mail());
        return work;
    }

    public void run(Exchange exchange) throws Exception {
        Claim claim = OnWork.of(exchange).claim();
        MailFolder mail = OnWork.of(exchange).mail();
        CommandOutcome outcome = command.run(claim.delivery(), mail);
        ATTEMPT.set(exchange, ATTEMPT.of(exchange).endedWith(outcome));
        LOG.infof("%s: exit %d", claim.id(), outcome.exitCode());
    }

    /** If a step fails after the command has ended, no other attempt may be opened: that would be a second run. */
    public static boolean hasNotRun(Exchange exchange) {
        return OnWork.of(exchange).hasClaim() && !ATTEMPT.of(exchange).hasRun();
    }

    /** Moves the delivery to the status of the exit code. */
    public void record(Exchange exchange) {
        CommandOutcome outcome = ATTEMPT.of(exchange).outcome();
        OnWork.set(exchange, transitions.move(OnWork.of(exchange), outcome.status(), outcome.note()));
    }

    /**
     * The exchange has ended, in any way. If the ledger does not have the outcome yet, the outcome and the lease are
     * kept.
     */
    public void letGo(Exchange exchange) {
        Attempt attempt = ATTEMPT.of(exchange);
        Work work = OnWork.of(exchange);
        if (attempt != null && attempt.isUnanswered()) {
            outcomes.unanswered(attempt.order(), attempt.nonce());
        }
        if (isUnwritten(exchange, work)) {
            outcomes.keep(attempt.order(), work.claim(), outcome(exchange, attempt));
        } else if (work.hasClaim()) {
            outcomes.written(attempt.order());
            starts.letGo(work.claim());
        }
        end.worked();
    }

    private static boolean isUnwritten(Exchange exchange, Work work) {
        return work.hasClaim()
                && work.status() == DeliveryStatus.RUNNING
                && !(Reason.failure(exchange) instanceof ClaimLost);
    }

    private static CommandOutcome outcome(Exchange exchange, Attempt attempt) {
        return attempt.hasRun()
                ? attempt.outcome()
                : new CommandOutcome(NOT_RUN, DeliveryStatus.RETRY, "not run: " + Reason.of(exchange));
    }

    /** @return whether an outcome of this order was kept; the attempt then has that outcome */
    private boolean recall(Exchange exchange, WorkOrder order) {
        Optional<UnwrittenOutcomes.Unwritten> before = outcomes.take(order);
        before.ifPresent(unwritten -> {
            OnWork.begin(exchange, unwritten.claim());
            ATTEMPT.set(exchange, new Attempt(order).endedWith(unwritten.outcome()));
        });
        return before.isPresent();
    }

    /** Ends the process with the command's exit code; 75 if the command was not run. */
    public void leave(Exchange exchange) {
        String reason = Reason.of(exchange);
        if (!reason.isEmpty()) {
            LOG.warnf("%s: %s", TaskVariables.mail(System.getenv()), reason);
        }
        boolean nothingToDo = reason.isEmpty() && !OnWork.of(exchange).hasClaim();
        Attempt attempt = ATTEMPT.of(exchange);
        boolean hasRun = attempt != null && attempt.hasRun();
        end.leaveWith(hasRun ? attempt.outcome().exitCode() : nothingToDo ? 0 : NOT_RUN);
    }

    public void leaveWhenWritten(Exchange tick) {
        end.leaveWhenWritten();
    }

    public void leaveWhenIdle(Exchange nothing) {
        end.leaveWhenIdle();
    }
}
