package policy;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.Delivery;
import settings.Settings;
import settings.Settings.Action;
import settings.Settings.Parts;

/** What each set wants done with a mail, by verdicts, envelope and size. */
@ApplicationScoped
public class Policies {

    /** Of a mail that has not been fetched. */
    public static final long UNKNOWN_SIZE = -1;

    /** What SES takes. */
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

    private static void checkSize(Settings.MailSet set) {
        if (set.parts() == Parts.NONE && set.policy().maxSize() < LARGEST) {
            throw new IllegalArgumentException("max-size needs the mail, which nobody fetches with parts=none");
        }
    }

    /** @return the ruling of its set; mail of no set is delivered as far as policy goes */
    public Ruling ruling(Delivery delivery, long size) {
        SetPolicy policy = bySet.get(delivery.set());
        if (policy == null) {
            return new Ruling(Action.DELIVER, List.of(), null);
        }
        List<Rule> rules = rules(delivery, size, policy)
                .filter(rule -> policy.action(rule) != Action.DELIVER)
                .toList();
        Action action = rules.stream()
                .map(policy::action)
                .max(Comparator.naturalOrder())
                .orElse(Action.DELIVER);
        Rule decisive = rules.stream()
                .filter(rule -> policy.action(rule) == action)
                .findFirst()
                .orElse(null);
        return new Ruling(action, rules, decisive);
    }

    private Stream<Rule> rules(Delivery delivery, long size, SetPolicy policy) {
        boolean hasAlias = !delivery.tenant().isEmpty();
        Stream<Rule> unknown = !hasAlias && addresses.isUnknown(delivery.id().recipient())
                ? Stream.of(Rule.UNKNOWN_ADDRESS)
                : Stream.empty();
        Stream<Rule> large = size > policy.maxSize() ? Stream.of(Rule.TOO_LARGE) : Stream.empty();
        return Stream.of(
                        unknown,
                        Rule.of(delivery.verdicts()),
                        policy.ofEnvelope(delivery.sender(), delivery.id().address()),
                        large)
                .flatMap(rules -> rules);
    }
}
