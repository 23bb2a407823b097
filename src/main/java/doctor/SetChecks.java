package doctor;

import doctor.aws.BucketLookup;
import doctor.aws.Calls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Search;
import ledger.Search.By;
import ledger.Search.Wanted;
import settings.MailSet;
import software.amazon.awssdk.services.s3.S3Client;

/** The end of a mail's path: the set's aliases, and a canary that has arrived. */
final class SetChecks {

    static final Arrow PARTS = Arrow.of(
            "parts",
            "the bucket for mails' parts exists",
            "create the bucket, or name the right one (hikyaku.bucket.parts)",
            "terraform output parts_bucket",
            "s3:ListBucket");
    static final Arrow ALIASES = Arrow.of(
            "aliases",
            "the set's aliases file can be read and used, and has an alias; a file in the image is not checked here",
            "put the file at the location in hikyaku.sets.NAME.aliases, and correct its lines",
            "hikyaku aliases check FILE",
            "s3:GetObject");
    static final Arrow CANARY = Arrow.of(
            "canary",
            "one of the last ten canaries of the set has arrived, and is no older than three periods and 15 "
                    + "minutes; checked for sets with a canary",
            "look at the canary's deliveries; a timeline shows where the canary waits",
            "hikyaku find canary --set NAME",
            "dynamodb:Query",
            "dynamodb:BatchGetItem");

    static final List<Arrow> ARROWS = List.of(PARTS, ALIASES, CANARY);

    private static final int NEWEST = 10;
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final Installation installation;
    private final BucketLookup buckets;
    private final AliasesReader aliases;
    private final Search search;
    private final Clock clock;
    private final Calls calls;

    SetChecks(Installation installation, Calls calls, S3Client s3, BucketLookup buckets, Search search, Clock clock) {
        this.installation = installation;
        this.calls = calls;
        this.buckets = buckets;
        this.aliases = new AliasesReader(calls, s3);
        this.search = search;
        this.clock = clock;
    }

    Stream<Check> all() {
        List<String> credentials = List.of(AccountChecks.CREDENTIALS.name());
        Stream<Check> parts = Stream.of(new Check(PARTS, Scope.PIPELINE, "", credentials, this::parts));
        return Stream.concat(
                parts, installation.sets().entrySet().stream().flatMap(set -> of(set.getKey(), set.getValue())));
    }

    private Stream<Check> of(String set, MailSet own) {
        Stream<Check> file = Stream.of(new Check(
                ALIASES,
                Scope.COURIER,
                set,
                own.aliases().startsWith(AliasesReader.S3) ? List.of(AccountChecks.CREDENTIALS.name()) : List.of(),
                () -> aliases(own)));
        Stream<Check> canary = own.canary().stream()
                .map(address -> new Check(
                        CANARY,
                        Scope.COURIER,
                        set,
                        List.of(LedgerChecks.TABLE.name(), AccountChecks.CLOCK.name()),
                        () -> canary(address)));
        return Stream.concat(file, canary);
    }

    private Optional<String> parts() {
        return buckets.exists(installation.partsBucket())
                ? Optional.empty()
                : Optional.of(installation.partsBucket() + " does not exist");
    }

    private Optional<String> aliases(MailSet set) {
        Optional<String> ofFile = aliases.faultOfAliases(set.aliases());
        return ofFile.isPresent() ? ofFile : set.virtual().flatMap(aliases::faultOfTable);
    }

    private Optional<String> canary(String address) {
        Instant now = clock.instant();
        Instant since = now.minus(installation.settings().canary().every().multipliedBy(3))
                .minus(MARGIN);
        Wanted wanted = new Wanted(
                By.RECIPIENT, address.toLowerCase(Locale.ROOT), null, since, now.plus(Duration.ofMinutes(1)));
        boolean through = calls.sdk("dynamodb:Query", () -> search.find(wanted, NEWEST, "")).entries().stream()
                .anyMatch(entry -> entry.status() == DeliveryStatus.DONE);
        return through
                ? Optional.empty()
                : Optional.of("none has arrived in the last %d minutes"
                        .formatted(Duration.between(since, now).toMinutes()));
    }
}
