package policy;

import addresses.AddressBook;
import archive.DeliverySplitter;
import archive.ForeignMail;
import archive.Inboxes;
import archive.MailOutsideInbox;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import ledger.Backoff;
import ledger.Claim;
import ledger.Delivery;
import settings.MailSet;
import settings.PolicyAction;
import settings.Settings;
import settings.UnpackedParts;
import work.Decision;
import work.Decision.DecisionKind;
import work.Work;

/** Steps that decide what happens to a delivery: before the work begins, and once its size is known. */
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

    /** @throws ForeignMail for a foreign mail: an operator's release does not change that */
    public Work decide(Work work) {
        inboxes.address(work.claim().delivery());
        return work.decided(decide(work.claim()));
    }

    public boolean wantsParts(Work work) {
        return set(work).parts() != UnpackedParts.NONE;
    }

    /**
     * Decides again, with the mail's size if it was fetched. In shadow mode this is the end: everything but the
     * hand-over has been done.
     */
    public Work weigh(Work work) throws IOException {
        Decision before = work.decision();
        Decision decision = work.mail() == null
                ? before
                : of(
                        policies.ruling(
                                work.claim().delivery(), Files.size(work.mail().raw())),
                        work.claim());
        if (decision.kind() != DecisionKind.GO_ON) {
            return work.decided(decision);
        }
        if (set(work).shadow()) {
            return work.decided(Decision.of(DecisionKind.DROP, ShadowMode.NOTE, "shadow"));
        }
        return decision.reason().equals(before.reason()) ? work : work.noted(decision.reason());
    }

    private Decision decide(Claim claim) {
        Delivery delivery = claim.delivery();
        if (backoff.isOver(claim.tries())) {
            return Decision.of(DecisionKind.SET_ASIDE, "no attempt left", "attempts");
        }
        if (!inboxes.hasMailOf(delivery)) {
            return Decision.of(DecisionKind.HOLD, MailOutsideInbox.REASON, "inbox");
        }
        PolicyResult ruling = policies.ruling(delivery, Policies.UNKNOWN_SIZE);
        if (delivery.leadsNowhere()) {
            boolean held = claim.isReopened() || ruling.action().compareTo(PolicyAction.HOLD) < 0;
            return Decision.of(
                    held ? DecisionKind.HOLD : kind(ruling.action()),
                    DeliverySplitter.obstacle(delivery.id()).orElseGet(() -> addresses.obstacles(delivery)),
                    "address");
        }
        Decision ofPolicy = of(ruling, claim);
        return ofPolicy.kind() != DecisionKind.GO_ON
                ? ofPolicy
                : limits.take(delivery)
                        .map(wait -> new Decision(DecisionKind.WAIT, wait.why(), "limit", wait.time()))
                        .orElse(ofPolicy);
    }

    /** A delivery without a destination, and so without a set, does not reach this step. */
    private MailSet set(Work work) {
        return settings.sets().get(work.set());
    }

    /** An operator overrides the policy: a released delivery continues, with the names of the rules in its header. */
    private static Decision of(PolicyResult ruling, Claim claim) {
        DecisionKind kind = kind(ruling.action());
        return kind == DecisionKind.GO_ON || claim.isReopened()
                ? Decision.of(DecisionKind.GO_ON, ruling.reason(), "")
                : Decision.of(kind, ruling.reason(), ruling.decisive().key());
    }

    private static DecisionKind kind(PolicyAction action) {
        return switch (action) {
            case DELIVER, MARK -> DecisionKind.GO_ON;
            case HOLD -> DecisionKind.HOLD;
            case DROP -> DecisionKind.DROP;
            case DEAD_LETTER -> DecisionKind.SET_ASIDE;
        };
    }
}
