package doctor;

import doctor.ReceiptRule.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import settings.MailSet;

/** Checks the path from SES to the set's inbox: what the active rule set does with a set's mail. */
final class RuleChecks {

    private static final String ASKED = "ses:DescribeActiveReceiptRuleSet";

    static final Arrow RULE_SET = Arrow.of(
            "rule-set",
            "a receipt rule set is active in SES' region (hikyaku.aws.kms-region, or else hikyaku.aws.region)",
            "activate the rule set that has the sets' rules",
            "aws ses set-active-receipt-rule-set --rule-set-name NAME",
            ASKED);
    static final Arrow RULE = Arrow.of(
            "rule",
            "an enabled rule stores mail of each of the set's domains in the set's inbox",
            "create the rule, or set hikyaku.sets.NAME.inbox to its location",
            "terraform apply",
            ASKED);
    static final Arrow RULE_ORDER = Arrow.of(
            "rule-order",
            "no rule before the set's rule, and no action before its S3 action, stops or bounces the set's mail",
            "put the set's rule, and its S3 action, before the one that stops",
            "aws ses set-receipt-rule-position --rule-set-name NAME --rule-name RULE --after OTHER",
            ASKED);
    static final Arrow RULE_ANNOUNCES = Arrow.of(
            "rule-announces",
            "the S3 action names a topic; without a notification, mail waits for the sweeper, up to 15 minutes",
            "name the topic in the rule's S3 action",
            "terraform apply",
            ASKED);
    static final Arrow RULE_TLS = Arrow.of(
            "rule-tls",
            "the rule requires TLS from the sender",
            "set the rule's TLS policy to Require; to accept mail without TLS, use --skip rule-tls",
            "terraform apply",
            ASKED);
    static final Arrow RULE_SCAN = Arrow.of(
            "rule-scan",
            "the rule scans for spam and viruses; otherwise all verdicts are DISABLED, and no policy about them applies",
            "turn the rule's scanning on",
            "terraform apply",
            ASKED);

    static final List<Arrow> ARROWS = List.of(RULE_SET, RULE, RULE_ORDER, RULE_ANNOUNCES, RULE_TLS, RULE_SCAN);

    private final Installation installation;
    private final ActiveRules rules;

    RuleChecks(Installation installation, ActiveRules rules) {
        this.installation = installation;
        this.rules = rules;
    }

    Stream<Check> all() {
        Stream<Check> active = Stream.of(
                new Check(RULE_SET, Scope.MAIL, "", List.of(DomainChecks.MAIL_ACCOUNT.name()), this::ruleSet));
        return Stream.concat(
                active, installation.sets().entrySet().stream().flatMap(set -> of(set.getKey(), set.getValue())));
    }

    private Stream<Check> of(String set, MailSet own) {
        List<String> found = List.of(Arrow.named(RULE.name(), set));
        return Stream.of(
                new Check(RULE, Scope.MAIL, set, List.of(RULE_SET.name()), () -> rule(set, own.domains())),
                new Check(RULE_ORDER, Scope.MAIL, set, found, () -> order(set, own.domains())),
                new Check(RULE_ANNOUNCES, Scope.MAIL, set, found, () -> announces(set)),
                new Check(
                        RULE_TLS,
                        Scope.MAIL,
                        set,
                        found,
                        () -> each(set, ReceiptRule::requiresTls, "accepts mail without TLS")),
                new Check(RULE_SCAN, Scope.MAIL, set, found, () -> each(set, ReceiptRule::scans, "does not scan")));
    }

    private Optional<String> ruleSet() {
        return rules.name().isEmpty()
                ? Optional.of("no rule set is active in " + installation.mailRegion())
                : Optional.empty();
    }

    private Optional<String> rule(String set, Set<String> domains) {
        List<ReceiptRule> own = rules.of(set);
        if (own.isEmpty()) {
            return Optional.of("no rule of " + rules.name() + " stores mail in the set's inbox");
        }
        return domains.stream()
                .sorted()
                .filter(domain -> own.stream().noneMatch(rule -> rule.enabled() && rule.takes(domain)))
                .findFirst()
                .map(domain -> own.stream().anyMatch(rule -> rule.takes(domain))
                        ? "the rule for " + domain + " is disabled"
                        : "no rule stores mail of " + domain + " in the set's inbox");
    }

    private Optional<String> order(String set, Set<String> domains) {
        for (String domain : domains) {
            Optional<ReceiptRule> stopping = rules.before(set, domain)
                    .filter(rule -> rule.takesSomeOf(domain) && rule.stops())
                    .findFirst();
            if (stopping.isPresent()) {
                return stopping.map(rule -> "rule " + rule.name() + " comes before it, and stops");
            }
        }
        return rules.of(set).stream()
                .filter(rule -> stopsBeforeItStores(rule, set))
                .findFirst()
                .map(rule -> "rule " + rule.name() + " stops before its S3 action");
    }

    private boolean stopsBeforeItStores(ReceiptRule rule, String set) {
        return rule.actions().stream()
                .takeWhile(action -> !installation.inboxes(set).contains(action.place()))
                .anyMatch(Action::stops);
    }

    private Optional<String> announces(String set) {
        return rules.storing(set).stream()
                .filter(action -> action.getValue().topic().isEmpty())
                .findFirst()
                .map(action -> "rule " + action.getKey() + " names no topic");
    }

    private Optional<String> each(String set, java.util.function.Predicate<ReceiptRule> holds, String otherwise) {
        return rules.of(set).stream()
                .filter(rule -> rule.enabled() && !holds.test(rule))
                .findFirst()
                .map(rule -> "rule " + rule.name() + " " + otherwise);
    }
}
