package doctor.aws;

import java.time.Instant;
import java.util.Map;

/** The account of the caller's credentials. */
public final class Account {

    private final Calls calls;
    private final String region;
    private final Once<XmlNode> identity;

    public Account(Calls calls, String region) {
        this.calls = calls;
        this.region = region;
        this.identity = new Once<>(() -> {
            if (!hasCredentials()) {
                throw NotAsked.because("there are no credentials");
            }
            return calls.query(AwsService.STS, region, "GetCallerIdentity", Map.of());
        });
    }

    public boolean hasCredentials() {
        return calls.within("credentials:resolve", calls.requests()::hasCredentials);
    }

    public String id() {
        return identity.get().text("Account");
    }

    /** aws, aws-cn, aws-us-gov: the second part of every ARN. */
    public String partition() {
        return identity.get().text("Arn").split(":")[1];
    }

    /** @return the time of AWS' clock */
    public Instant time() {
        return calls.within("sts:GetCallerIdentity", () -> calls.requests().refused(AwsService.STS, region))
                .saidAt()
                .orElseThrow(() -> NotAsked.because("the answer has no date"));
    }
}
