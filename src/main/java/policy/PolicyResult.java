package policy;

import java.util.List;
import java.util.stream.Collectors;
import settings.PolicyAction;

/**
 * What is done with a mail.
 *
 * @param action the most severe one that its rules ask for
 * @param rules that apply to it and ask for more than to deliver it
 * @param decisive the first of them that asks for the action; null if there are none
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
