package doctor.aws;

import doctor.aws.PolicyDocument.Evaluation;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** KMS keys of SES' region, and whether a service may use one of them. */
public final class KeyLookup {

    private final Calls calls;
    private final KmsClient kms;

    public KeyLookup(Calls calls, KmsClient kms) {
        this.calls = calls;
        this.kms = kms;
    }

    /** @return why the key cannot encrypt; empty if it can */
    public Optional<String> unusable(String key) {
        try {
            KeyMetadata known = calls.sdk("kms:DescribeKey", () -> kms.describeKey(ask -> ask.keyId(key)))
                    .keyMetadata();
            if (known.keyManager() == KeyManagerType.AWS) {
                return Optional.of("the key is AWS' own for the account, which SES cannot use");
            }
            return known.keyState() == KeyState.ENABLED
                    ? Optional.empty()
                    : Optional.of("the key is " + known.keyStateAsString());
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.of("there is no such key");
            }
            throw e;
        }
    }

    /** @return the actions that the key's policy does not allow the service; empty if it allows all */
    public Optional<String> refused(String key, String service, Map<String, String> conditions, String... actions) {
        String id = key.contains(":alias/") || key.startsWith("alias/") ? id(key) : key;
        String text = calls.sdk(
                        "kms:GetKeyPolicy",
                        () -> kms.getKeyPolicy(ask -> ask.keyId(id).policyName("default")))
                .policy();
        PolicyDocument policy = PolicyDocument.of(text);
        for (String action : actions) {
            Evaluation decision = policy.decide(new PolicyDocument.Request(service, action, "*", conditions));
            if (decision == Evaluation.UNKNOWN) {
                throw NotAsked.because("the key's policy has a condition that cannot be evaluated from here");
            }
            if (decision == Evaluation.REFUSED) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** GetKeyPolicy accepts no alias. */
    private String id(String alias) {
        return calls.sdk("kms:DescribeKey", () -> kms.describeKey(ask -> ask.keyId(alias)))
                .keyMetadata()
                .arn();
    }
}
