package doctor;

import doctor.Installation.QueueName;
import doctor.aws.Account;
import doctor.aws.AwsRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The caller of AWS, its account and region, and the clock. */
final class AccountChecks {

    static final Arrow CLOCK = Arrow.of(
            "clock",
            "this machine's clock is within 30 s of AWS'",
            "set the clock, because signatures, leases and due times depend on it",
            "timedatectl set-ntp true");
    static final Arrow CREDENTIALS = Arrow.of(
            "credentials",
            "AWS knows the caller",
            "give the command credentials of a role that may read the account",
            "aws sts get-caller-identity",
            "sts:GetCallerIdentity");
    static final Arrow REGION = Arrow.of(
            "region",
            "the queues of the settings are in hikyaku.aws.region, and in the caller's account",
            "set hikyaku.aws.region and hikyaku.queue.… to what Terraform prints, or use credentials of that account",
            "terraform output pipeline_environment");

    static final List<Arrow> ARROWS = List.of(CLOCK, CREDENTIALS, REGION);

    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final Installation installation;
    private final Account account;
    private final Clock clock;

    AccountChecks(Installation installation, Account account, Clock clock) {
        this.installation = installation;
        this.account = account;
        this.clock = clock;
    }

    Stream<Check> all() {
        return Stream.of(
                new Check(CLOCK, Scope.ALL, "", List.of(), this::clock),
                new Check(CREDENTIALS, Scope.ALL, "", List.of(), this::credentials),
                new Check(REGION, Scope.PIPELINE, "", List.of(CREDENTIALS.name()), this::region));
    }

    private Optional<String> clock() {
        Duration ahead = Duration.between(account.time(), clock.instant());
        return ahead.abs().compareTo(TOLERATED) > 0
                ? Optional.of("it is %d s %s AWS'"
                        .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"))
                : Optional.empty();
    }

    private Optional<String> credentials() {
        if (!account.hasCredentials()) {
            return Optional.of("there are none");
        }
        try {
            account.id();
            return Optional.empty();
        } catch (AwsRefusal e) {
            if (e.isOfCredentials()) {
                return Optional.of("AWS does not accept them: " + e.code());
            }
            throw e;
        }
    }

    private Optional<String> region() {
        for (Map.Entry<String, String> queue : installation.queues().entrySet()) {
            QueueName name = Installation.queueName(queue.getValue());
            if (name.account().isEmpty()) {
                return Optional.of("hikyaku.queue." + queue.getKey() + " is not the URL of a queue");
            }
            if (!name.region().isEmpty() && !name.region().equals(installation.region())) {
                return Optional.of("hikyaku.queue.%s is in %s, and hikyaku.aws.region is %s"
                        .formatted(queue.getKey(), name.region(), installation.region()));
            }
            if (!name.account().equals(account.id())) {
                return Optional.of("hikyaku.queue.%s is in account %s, and the credentials belong to account %s"
                        .formatted(queue.getKey(), name.account(), account.id()));
            }
        }
        return Optional.empty();
    }
}
