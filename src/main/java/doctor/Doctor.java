package doctor;

import doctor.aws.Account;
import doctor.aws.BucketLookup;
import doctor.aws.Calls;
import doctor.aws.KeyLookup;
import doctor.aws.QueueLookup;
import doctor.aws.Vpc;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ledger.Search;

/**
 * Checks everything that must hold for mail to get from a sender to its program, in the order of its path. It changes
 * nothing, prints no part of a mail, and always ends, because each call has a time limit.
 */
public final class Doctor {

    private final Installation installation;
    private final SdkClients sdk;
    private final Search search;
    private final Clock clock;

    public Doctor(Installation installation, SdkClients sdk, Search search, Clock clock) {
        this.installation = installation;
        this.sdk = sdk;
        this.search = search;
        this.clock = clock;
    }

    /** @return all arrows, in their order */
    public static List<Arrow> arrows() {
        return Stream.of(
                        AccountChecks.ARROWS,
                        DomainChecks.ARROWS,
                        RuleChecks.ARROWS,
                        StoreChecks.ARROWS,
                        KeyChecks.ARROWS,
                        TopicChecks.ARROWS,
                        StoredEventChecks.ARROWS,
                        QueueChecks.ARROWS,
                        DeadLetterChecks.ARROWS,
                        EventChecks.ARROWS,
                        LedgerChecks.ARROWS,
                        TaskChecks.ARROWS,
                        ImageChecks.ARROWS,
                        RoleChecks.ARROWS,
                        NetworkChecks.ARROWS,
                        QuotaChecks.ARROWS,
                        RunningChecks.ARROWS,
                        AlarmChecks.ARROWS,
                        SetChecks.ARROWS)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @param scopes the parts to check
     * @param skipped names of arrows, or of one subject of an arrow: mx[shop.example]
     */
    public Diagnosis examine(Set<Scope> scopes, Set<String> skipped, Questions questions) {
        return new Examination(scopes, skipped).of(checks(questions.calls(), questions.dns()));
    }

    private List<Check> checks(Calls calls, Dns dns) {
        String region = installation.region();
        Account account = new Account(calls, region);
        BucketLookup buckets = new BucketLookup(calls, sdk.s3(), account);
        ActiveRules rules = new ActiveRules(installation, calls);
        SesRequests ses = new SesRequests(rules, account, new KeyLookup(calls, sdk.kms()));
        TopicChecks topics = new TopicChecks(installation, calls, ses);
        QueueLookup known = new QueueLookup(calls, sdk.sqs());
        QueueChecks queues = new QueueChecks(installation, account, known, rules);
        Workloads workloads = new Workloads(installation, calls, sdk.ecs());
        List<Stream<Check>> areas = new ArrayList<>(List.of(
                new AccountChecks(installation, account, clock).all(),
                new DomainChecks(installation, calls, buckets, dns).all(),
                new RuleChecks(installation, rules).all(),
                new StoreChecks(installation, sdk.s3(), buckets, ses).all(),
                new KeyChecks(installation, sdk.s3(), buckets, ses).all(),
                topics.all(),
                new StoredEventChecks(installation, sdk.s3(), buckets, account, topics).all(),
                queues.all(),
                new DeadLetterChecks(installation, account, known).all(),
                new EventChecks(installation, calls, account, queues).all()));
        areas.addAll(List.of(
                new LedgerChecks(installation, calls, sdk.dynamoDb()).all(),
                new TaskChecks(installation, calls, sdk.ecs(), workloads).all(),
                new ImageChecks(calls, workloads).all(),
                new RoleChecks(installation, account, workloads, new RoleLookup(calls, region)).all(),
                new NetworkChecks(installation, workloads, new Vpc(calls, region)).all(),
                new QuotaChecks(installation, calls, workloads).all(),
                new RunningChecks(workloads).all(),
                new AlarmChecks(installation, calls).all(),
                new SetChecks(installation, calls, sdk.s3(), buckets, search, clock).all()));
        return areas.stream().flatMap(checks -> checks).toList();
    }
}
