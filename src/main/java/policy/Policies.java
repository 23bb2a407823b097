package policy;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.Delivery;
import settings.MailSet;
import settings.PolicyAction;
import settings.Settings;
import settings.UnpackedParts;

/** Each set's policy for a mail, by verdicts, envelope and size. */
@ApplicationScoped
public class Policies {

    /** The size of a mail that has not been fetched. */
    public static final long UNKNOWN_SIZE = -1;

    /** The largest mail that SES accepts. */
    private static final long LARGEST = 40 * 1024 * 1024;

    private final Map<String, SetPolicy> bySet = new TreeMap<>();
    private final AddressBook addresses;

    /** @throws IllegalArgumentException if a set's policy cannot be read */
    public Policies(Settings settings, AddressBook addresses) {
        this.addresses = addresses;
        settings.sets().forEach((name, set) -> {
            try {
                bySet.put(name, SetPolicy.of(set.policy()));
                checkSize(set);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("policy of set " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static void checkSize(MailSet set) {
        if (set.parts() == UnpackedParts.NONE && set.policy().maxSize() < LARGEST) {
            throw new IllegalArgumentException("max-size needs the mail, but parts=none does not fetch it");
        }
    }

    /** @return the result of its set's policy; mail of no set passes the policy */
    public PolicyResult ruling(Delivery delivery, long size) {
        SetPolicy policy = bySet.get(delivery.set());
        if (policy == null) {
            return new PolicyResult(PolicyAction.DELIVER, List.of(), null);
        }
        List<Rule> rules = rules(delivery, size, policy);
        rules.removeIf(rule -> policy.action(rule) == PolicyAction.DELIVER);
        PolicyAction action = PolicyAction.DELIVER;
        Rule decisive = null;
        for (Rule rule : rules) {
            if (policy.action(rule).compareTo(action) > 0) {
                action = policy.action(rule);
                decisive = rule;
            }
        }
        return new PolicyResult(action, rules, decisive);
    }

    private List<Rule> rules(Delivery delivery, long size, SetPolicy policy) {
        List<Rule> rules = new ArrayList<>();
        boolean hasAlias = !delivery.tenant().isEmpty();
        if (!hasAlias && addresses.isUnknown(delivery.id().recipient())) {
            rules.add(Rule.UNKNOWN_ADDRESS);
        }
        rules.addAll(Rule.of(delivery.verdicts()));
        rules.addAll(policy.ofEnvelope(delivery.sender(), delivery.id().address()));
        if (size > policy.maxSize()) {
            rules.add(Rule.TOO_LARGE);
        }
        return rules;
    }
}
