package doctor;

import deploy.Permissions;
import doctor.aws.AwsService;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import mail.RawMail;
import settings.Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An account to examine: its emulators, and the doctor with the settings of its pipeline. */
final class Patient implements AutoCloseable {

    private static final Map<String, AwsCredentialsProvider> CALLERS = Map.of(
            "NOBODY",
            () -> {
                throw SdkClientException.create("Unable to load credentials");
            },
            "OPERATOR",
            StaticCredentialsProvider.create(AwsBasicCredentials.create("OPERATOR", "secret")),
            AccountDoor.STRANGER,
            StaticCredentialsProvider.create(AwsBasicCredentials.create(AccountDoor.STRANGER, "secret")));

    private static final Clock CLOCK = Clock.systemUTC();

    /** A long time limit, for machines that run other tests at the same time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AccountDoor door;
    private final NameDoor names;
    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("deprecation") // as in AwsClients
    private final SdkHttpClient http = ApacheHttpClient.create();

    private SdkClients sdk;
    private URI aws;
    private final InMemoryLedger ledger;
    private volatile AwsAccount account = RenderedAccount.whole();

    Patient() throws IOException {
        this.door = new AccountDoor(
                0,
                Permissions.of(
                        RenderedAccount.rendering(),
                        "hikyaku-pipeline",
                        "hikyaku-courier-shop",
                        "hikyaku-courier-books"),
                account);
        this.ledger = new InMemoryLedger(
                CLOCK,
                Configuration.ofEnvironment(RenderedAccount.environment()).getConfigMapping(Settings.class));
        bringCanaryThrough();
        this.names = new NameDoor(() -> account);
        at(door.endpoint());
    }

    /** From now on, AWS answers requests. */
    Patient at(URI endpoint) {
        this.aws = endpoint;
        this.sdk = new SdkClients(
                client(SqsClient.builder(), "ap-northeast-1"),
                client(S3Client.builder().forcePathStyle(true), "ap-northeast-1"),
                client(DynamoDbClient.builder(), "ap-northeast-1"),
                client(EcsClient.builder(), "ap-northeast-1"),
                client(KmsClient.builder(), "us-east-1"));
        return this;
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, String region) {
        return builder.endpointOverride(aws)
                .region(Region.of(region))
                .credentialsProvider(CALLERS.get("OPERATOR"))
                .build();
    }

    private void bringCanaryThrough() {
        DeliveryId id = new DeliveryId("canary-1", "canary@shop.example");
        Delivery canary = Delivery.of(id, "", CLOCK.instant(), new RawMail("raw", "raw/canary-1"));
        Claim claim = ((ClaimResult.Claimed) ledger.claim(canary.in("shop", "canary"), "pipeline")).claim();
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, "task"));
        ClaimResult started = ledger.start(claim.id(), 1, "courier");
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(DeliveryStatus.DONE, ""));
    }

    AccountDoor door() {
        return door;
    }

    Patient is(AwsAccount account) {
        this.account = account;
        door.become(account);
        return this;
    }

    Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new HashMap<>();
        for (AwsService service : AwsService.values()) {
            endpoints.put(service.key(), aws);
        }
        endpoints.put("dns", names.endpoint());
        return endpoints;
    }

    /** The arguments of the doctor's command. @param settings changes of the pipeline's variables */
    record Visit(
            Map<String, String> settings,
            Set<Scope> scopes,
            Set<String> skipped,
            String caller,
            Map<String, URI> endpoints,
            Duration limit) {

        Visit with(Map<String, String> changes) {
            return new Visit(changes, scopes, skipped, caller, endpoints, limit);
        }

        Visit only(Scope scope) {
            return new Visit(settings, Set.of(scope), skipped, caller, endpoints, limit);
        }

        Visit skipping(String... arrows) {
            return new Visit(settings, scopes, Set.of(arrows), caller, endpoints, limit);
        }

        Visit by(String other) {
            return new Visit(settings, scopes, skipped, other, endpoints, limit);
        }

        Visit at(Map<String, URI> others) {
            return new Visit(settings, scopes, skipped, caller, others, limit);
        }

        Visit within(Duration shorter) {
            return new Visit(settings, scopes, skipped, caller, endpoints, shorter);
        }
    }

    /** Runs as an operator with all permissions, and examines all parts. */
    Visit visit() {
        return new Visit(Map.of(), EnumSet.allOf(Scope.class), Set.of(), "OPERATOR", endpoints(), PATIENCE);
    }

    /**
     * The doctor's clock. The emulator uses this machine's clock, so the test sets the doctor's clock wrong to simulate
     * a difference.
     */
    private Clock clock() {
        return Clock.offset(CLOCK, Duration.ofSeconds(-account.at("/clockAhead").asLong()));
    }

    Diagnosis examined() {
        return examined(visit());
    }

    Diagnosis examined(Visit visit) {
        Map<String, String> environment = new HashMap<>(RenderedAccount.environment());
        environment.putAll(visit.settings());
        SmallRyeConfig config = Configuration.ofEnvironment(environment);
        Installation installation = Installation.of(
                config.getConfigMapping(Settings.class), Duration.ofSeconds(25), "hikyaku/hikyaku-pipeline");
        try (Questions questions =
                new Questions(http, vertx, CALLERS.get(visit.caller()), visit.endpoints(), visit.limit())) {
            return new Doctor(installation, sdk, ledger, clock()).examine(visit.scopes(), visit.skipped(), questions);
        }
    }

    @Override
    public void close() {
        vertx.close();
        names.close();
        door.close();
        http.close();
    }
}
