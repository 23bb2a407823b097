package doctor;

import java.time.Instant;
import java.util.Map;

/** The account that the caller's credentials are of. */
final class Account {

    private final Calls calls;
    private final String region;
    private final Once<XmlNode> identity;

    Account(Calls calls, String region) {
        this.calls = calls;
        this.region = region;
        this.identity = new Once<>(() -> {
            calls.within("credentials:resolve", () -> {
                calls.requests().resolveCredentials();
                return true;
            });
            return calls.query(AwsService.STS, region, "GetCallerIdentity", Map.of());
        });
    }

    String id() {
        return identity.get().text("Account");
    }

    /** aws, aws-cn, aws-us-gov: the second part of every ARN. */
    String partition() {
        return identity.get().text("Arn").split(":")[1];
    }

    /** @return what AWS' clock shows; an answer to an unknown caller has it, too */
    Instant time() {
        return calls.within(
                        "sts:GetCallerIdentity",
                        () -> calls.requests().query(AwsService.STS, region, "GetCallerIdentity", Map.of()))
                .saidAt()
                .orElseThrow(() -> NotAsked.because("the answer has no date"));
    }
}
