package policy;

import java.util.List;
import java.util.stream.Collectors;
import settings.PolicyAction;

/**
 * What the policy decides about a mail.
 *
 * @param action the most severe action of its rules
 * @param rules the rules that apply to the mail with an action other than delivery
 * @param decisive the first of these rules with the chosen action; null if there are none
 */
public record PolicyResult(PolicyAction action, List<Rule> rules, Rule decisive) {

    public PolicyResult {
        rules = List.copyOf(rules);
    }

    /** @return the rules' names, for a timeline or a header; empty if there are none */
    public String reason() {
        return rules.isEmpty() ? "" : rules.stream().map(Rule::key).collect(Collectors.joining(", "));
    }
}
