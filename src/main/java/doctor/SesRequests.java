package doctor;

import doctor.aws.Account;
import doctor.aws.KeyLookup;
import doctor.aws.NotAsked;
import doctor.aws.PolicyDocument;
import doctor.aws.PolicyDocument.Evaluation;
import java.util.Map;
import java.util.Optional;

/** What SES may do for a receipt rule, according to the policies of the resources. */
final class SesRequests {

    private final ActiveRules rules;
    private final Account account;
    private final KeyLookup keys;

    SesRequests(ActiveRules rules, Account account, KeyLookup keys) {
        this.rules = rules;
        this.account = account;
        this.keys = keys;
    }

    ActiveRules rules() {
        return rules;
    }

    String partition() {
        return account.partition();
    }

    /**
     * @param subject the owner of the policy
     * @throws NotAsked if the policy has an element that cannot be evaluated
     */
    boolean may(String subject, String policy, String rule, String action, String resource) {
        Evaluation decision = PolicyDocument.of(policy)
                .decide(new PolicyDocument.Request(StoreChecks.SES, action, resource, conditions(rule)));
        if (decision == Evaluation.UNKNOWN) {
            throw NotAsked.because("the policy of " + subject + " has a condition that cannot be evaluated from here");
        }
        return decision == Evaluation.ALLOWED;
    }

    /** @return why SES cannot use the key for the sets' rules; empty if it can */
    Optional<String> unusable(String key, String... actions) {
        Optional<String> unusable = keys.unusable(key);
        if (unusable.isPresent()) {
            return unusable;
        }
        String rule = rules.all().stream().findFirst().map(ReceiptRule::name).orElse("");
        return keys.refused(key, StoreChecks.SES, conditions(rule), actions)
                .map(action -> "the key's policy does not let SES do " + action);
    }

    private Map<String, String> conditions(String rule) {
        return Map.of(
                "aws:sourceaccount", account.id(),
                "aws:sourcearn", rules.arn(account, rule),
                "aws:securetransport", "true");
    }
}
