package routes.steps;

import addresses.AddressBook;
import archive.DeliverySplitter;
import archive.ForeignMail;
import archive.Inboxes;
import archive.MailFolder;
import archive.MailOutsideInbox;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import ledger.Backoff;
import ledger.Claim;
import ledger.Delivery;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import policy.Policies;
import policy.PolicyResult;
import policy.QuotaCheck;
import policy.ShadowMode;
import routes.steps.Decision.Kind;
import settings.Settings;
import settings.Settings.Action;

/** Steps that decide what becomes of a delivery: before anybody works on it, and once its size is known. */
@Singleton
public class Decisions {

    private final Inboxes inboxes;
    private final Policies policies;
    private final QuotaCheck limits;
    private final AddressBook addresses;
    private final Backoff backoff;
    private final Settings settings;

    public Decisions(
            Inboxes inboxes,
            Policies policies,
            QuotaCheck limits,
            AddressBook addresses,
            Backoff backoff,
            Settings settings) {
        this.policies = policies;
        this.limits = limits;
        this.addresses = addresses;
        this.inboxes = inboxes;
        this.backoff = backoff;
        this.settings = settings;
    }

    /** @throws ForeignMail if nothing is to be decided: an operator's word does not make it ours, either */
    public void decide(Exchange exchange) {
        inboxes.address(Work.claim(exchange).delivery());
        remember(exchange, decide(Work.claim(exchange)));
    }

    public boolean wantsParts(Exchange exchange) {
        return set(Work.claim(exchange)).parts() != Settings.Parts.NONE;
    }

    /** Decides once more, with the mail at hand if it was fetched. In shadow mode this is the end: all but the hand-over has been done. */
    public void weigh(Exchange exchange) throws IOException {
        Claim claim = Work.claim(exchange);
        MailFolder parcel = Work.parcel(exchange);
        Decision decision = parcel == null
                ? Work.decision(exchange)
                : of(policies.ruling(claim.delivery(), Files.size(parcel.raw())), claim);
        if (decision.kind() != Kind.GO_ON) {
            remember(exchange, decision);
        } else if (set(claim).shadow()) {
            remember(exchange, Decision.of(Kind.DROP, ShadowMode.NOTE, "shadow"));
        } else if (!decision.reason().equals(Work.decision(exchange).reason())) {
            Work.note(exchange, decision.reason());
        }
    }

    public static Predicate are(Kind kind) {
        return exchange -> Work.decision(exchange).kind() == kind;
    }

    private Decision decide(Claim claim) {
        Delivery delivery = claim.delivery();
        if (backoff.isOver(claim.tries())) {
            return Decision.of(Kind.SET_ASIDE, "no attempt left", "attempts");
        }
        if (!inboxes.hasMailOf(delivery)) {
            return Decision.of(Kind.HOLD, MailOutsideInbox.REASON, "inbox");
        }
        PolicyResult ruling = policies.ruling(delivery, Policies.UNKNOWN_SIZE);
        if (delivery.leadsNowhere()) {
            boolean held = claim.isReopened() || ruling.action().compareTo(Action.HOLD) < 0;
            return Decision.of(
                    held ? Kind.HOLD : Decision.kind(ruling.action()),
                    DeliverySplitter.obstacle(delivery.id()).orElseGet(() -> addresses.obstacles(delivery)),
                    "address");
        }
        Decision ofPolicy = of(ruling, claim);
        return ofPolicy.kind() != Kind.GO_ON
                ? ofPolicy
                : limits.take(delivery)
                        .map(wait -> new Decision(Kind.WAIT, wait.why(), "limit", wait.time()))
                        .orElse(ofPolicy);
    }

    /** What leads nowhere, and so has no set, does not come this far. */
    private Settings.MailSet set(Claim claim) {
        return settings.sets().get(claim.delivery().set());
    }

    /** An operator's word is above the policy: what was held for it is released, and goes with its marks. */
    private static Decision of(PolicyResult ruling, Claim claim) {
        Kind kind = Decision.kind(ruling.action());
        return kind == Kind.GO_ON || claim.isReopened()
                ? Decision.of(Kind.GO_ON, ruling.reason(), "")
                : Decision.of(kind, ruling.reason(), ruling.decisive().key());
    }

    private static void remember(Exchange exchange, Decision decision) {
        Work.decision(exchange, decision);
        Work.note(exchange, decision.reason());
    }
}
