package doctor;

import doctor.aws.Account;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import doctor.aws.Once;
import doctor.aws.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mail.S3Prefix;

/** The active rule set of SES' region. */
final class ActiveRules {

    private final Installation installation;
    private final Once<XmlNode> answer;

    ActiveRules(Installation installation, Calls calls) {
        this.installation = installation;
        this.answer = new Once<>(
                () -> calls.query(AwsService.SES, installation.mailRegion(), "DescribeActiveReceiptRuleSet", Map.of()));
    }

    /** @return the name of the active rule set; empty if none is active */
    String name() {
        return answer.get().text("Metadata", "Name");
    }

    /** @return the rules in SES' order of evaluation */
    List<ReceiptRule> all() {
        return answer.get().all("Rules", "member").map(ReceiptRule::of).toList();
    }

    /** @return the rules that store mail in an inbox of the set */
    List<ReceiptRule> of(String set) {
        List<S3Prefix> inboxes = installation.inboxes(set);
        return all().stream()
                .filter(rule -> inboxes.stream().anyMatch(rule::storesAt))
                .toList();
    }

    /** @return the actions of the set's rules that store its mail, with the rule's name */
    List<Map.Entry<String, ReceiptRule.Action>> storing(String set) {
        List<S3Prefix> inboxes = installation.inboxes(set);
        List<Map.Entry<String, ReceiptRule.Action>> storing = new ArrayList<>();
        of(set).forEach(rule -> rule.actions().stream()
                .filter(action -> inboxes.contains(action.place()))
                .forEach(action -> storing.add(Map.entry(rule.name(), action))));
        return storing;
    }

    /** @return the enabled rules before the first that stores the domain's mail for the set */
    Stream<ReceiptRule> before(String set, String domain) {
        Optional<ReceiptRule> own = of(set).stream()
                .filter(rule -> rule.enabled() && rule.takes(domain))
                .findFirst();
        return all().stream()
                .takeWhile(rule -> own.isPresent() && !rule.equals(own.get()))
                .filter(ReceiptRule::enabled);
    }

    /** @return ARNs of the topics to which the sets' mail is announced */
    List<String> topics() {
        return installation.sets().keySet().stream()
                .flatMap(set -> storing(set).stream())
                .map(action -> action.getValue().topic())
                .filter(topic -> !topic.isEmpty())
                .distinct()
                .toList();
    }

    /** The source ARN in SES' requests for a rule. */
    String arn(Account account, String rule) {
        return "arn:%s:ses:%s:%s:receipt-rule-set/%s:receipt-rule/%s"
                .formatted(account.partition(), installation.mailRegion(), account.id(), name(), rule);
    }
}
