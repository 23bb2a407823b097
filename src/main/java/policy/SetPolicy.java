package policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import settings.PolicyAction;
import settings.PolicySettings;

/** One set's rules and lists. */
record SetPolicy(
        Map<Rule, PolicyAction> actions,
        AddressMatcher deniedSenders,
        Optional<AddressMatcher> allowedSenders,
        AddressMatcher deniedRecipients,
        Optional<AddressMatcher> allowedRecipients,
        long maxSize) {

    /** @throws IllegalArgumentException for an unknown rule or action */
    static SetPolicy of(PolicySettings policy) {
        return new SetPolicy(
                actions(policy.rules().orElse(List.of())),
                AddressMatcher.of(policy.senders().denied().orElse(List.of())),
                policy.senders().allowed().map(AddressMatcher::of),
                AddressMatcher.of(policy.recipients().denied().orElse(List.of())),
                policy.recipients().allowed().map(AddressMatcher::of),
                policy.maxSize());
    }

    PolicyAction action(Rule rule) {
        return actions.get(rule);
    }

    /** @param recipient the recipient's address */
    List<Rule> ofEnvelope(String sender, String recipient) {
        List<Rule> rules = new ArrayList<>();
        if (deniedSenders.has(sender)) {
            rules.add(Rule.SENDER_DENIED);
        }
        if (allowedSenders.isPresent() && !allowedSenders.get().has(sender)) {
            rules.add(Rule.SENDER_NOT_ALLOWED);
        }
        if (deniedRecipients.has(recipient)) {
            rules.add(Rule.RECIPIENT_DENIED);
        }
        if (allowedRecipients.isPresent() && !allowedRecipients.get().has(recipient)) {
            rules.add(Rule.RECIPIENT_NOT_ALLOWED);
        }
        return rules;
    }

    private static Map<Rule, PolicyAction> actions(List<String> settings) {
        Map<Rule, PolicyAction> actions = new EnumMap<>(Rule.class);
        Stream.of(Rule.values()).forEach(rule -> actions.put(rule, rule.usual()));
        for (String setting : settings) {
            int colon = setting.indexOf(':');
            Rule rule = rule(setting.substring(0, Math.max(colon, 0)).strip(), setting);
            PolicyAction action = action(setting.substring(colon + 1).strip(), setting);
            if (rule == Rule.UNKNOWN_ADDRESS && action.compareTo(PolicyAction.HOLD) < 0) {
                throw new IllegalArgumentException("mail without an alias cannot be delivered: " + setting);
            }
            actions.put(rule, action);
        }
        return actions;
    }

    private static Rule rule(String key, String setting) {
        return Stream.of(Rule.values())
                .filter(rule -> rule.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule of docs/policy.md: " + setting));
    }

    private static PolicyAction action(String key, String setting) {
        return Stream.of(PolicyAction.values())
                .filter(action -> action.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an action must be deliver, mark, hold, drop or dead-letter: " + setting));
    }
}
