package tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aws.RequestSigner;
import aws.SentRequest;
import aws.TaskLaunches;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import local.Configuration;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.LocalEcs;
import mail.RawMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import settings.Settings;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** RunTask over HTTP, with the real client. */
@SuppressWarnings("deprecation") // as in AwsClients
class EcsTasksTest {

    private static final Map<String, String> SPOT_FIRST =
            Map.of("hikyaku.sets.one.capacity-providers", "FARGATE_SPOT,FARGATE");

    @TempDir
    Path data;

    private LocalEcs ecs;

    @BeforeEach
    void startEcs() throws Exception {
        ecs = new LocalEcs(data);
    }

    @AfterEach
    void stopEcs() {
        ecs.close();
    }

    @Test
    void theSameRequestTwiceIsOneTask() {
        Tasks tasks = tasks(Map.of());

        String first = tasks.run(request(1));

        assertThat(tasks.run(request(1))).isEqualTo(first);
        assertThat(ecs.door().started()).isEqualTo(1);
        assertThat(tasks.run(request(2))).isNotEqualTo(first);
    }

    @Test
    void aTaskWhoseTokenWasUsedWithAnOlderTaskDefinitionIsAdopted() {
        String first = tasks(Map.of()).run(request(1));

        String adopted =
                tasks(Map.of("hikyaku.sets.one.task-definition", "one:2")).run(request(1));

        assertThat(adopted).isEqualTo(first);
        assertThat(ecs.door().started()).isEqualTo(1);
    }

    @Test
    void aRequestHasPointersNetworkAndTagsAndNothingElse() {
        Map<String, String> network = Map.of(
                "hikyaku.sets.one.subnets", "subnet-1,subnet-2",
                "hikyaku.sets.one.security-groups", "sg-1");

        tasks(network).run(request(1));

        JsonNode request = ecs.door().requests().get(0);
        JsonNode vpc = request.path("networkConfiguration").path("awsvpcConfiguration");
        assertThat(vpc.path("subnets")).hasSize(2);
        assertThat(vpc.path("assignPublicIp").asText()).isEqualTo("DISABLED");
        assertThat(request.path("launchType").asText()).isEqualTo("FARGATE");
        assertThat(request.path("tags").toString())
                .isEqualTo(
                        "[{\"key\":\"hikyaku:set\",\"value\":\"one\"},{\"key\":\"hikyaku:tenant\",\"value\":\"店_1\"}]");
        assertThat(request.path("overrides").toString().length()).isLessThan(8192);
    }

    @Test
    void withoutSpotCapacityTheTaskRunsOnDemand() {
        ecs.door().failNext(1, "Capacity is unavailable at this time. Please try again later");

        tasks(SPOT_FIRST).run(request(1));

        assertThat(ecs.door().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.path("capacityProviderStrategy")
                                .path(0)
                                .path("capacityProvider")
                                .asText())
                        .isEqualTo("FARGATE"));
    }

    @Test
    void whenNeitherHasCapacityTheTaskIsRefused() {
        ecs.door().failNext(2, "RESOURCE:MEMORY");

        assertThatThrownBy(() -> tasks(SPOT_FIRST).run(request(1))).isInstanceOf(TaskRefused.class);
        assertThat(ecs.door().started()).isZero();
    }

    @Test
    void aQuotaIsTheAccountsAndNotTheProviders() {
        ecs.door().failNext(1, "You’ve reached the limit on the number of vCPUs you can run concurrently");

        assertThatThrownBy(() -> tasks(SPOT_FIRST).run(request(1)))
                .isInstanceOfSatisfying(
                        TaskRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(TaskRefused.RefusalKind.QUOTA));
        assertThat(ecs.door().started()).isZero();
    }

    @Test
    void aRecipientOfNineThousandCharactersIsRefusedBeforeEcsIsAsked() {
        TreeMap<String, String> pointers = new TreeMap<>(Map.of("HIKYAKU_COURIER_RECIPIENT", "x".repeat(9000)));

        assertThatThrownBy(() -> tasks(Map.of()).run(new TaskRequest("one", pointers, 1, "token", "token", "")))
                .isInstanceOfSatisfying(
                        TaskRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(TaskRefused.RefusalKind.REQUEST));
    }

    @Test
    void aRecipientThatJustFitsIsAskedForWithAllItsCharacters() {
        String container = settings(Map.of()).sets().get("one").container();
        String fits = "x"
                .repeat(8192
                        - 100
                        - container.length()
                        - "HIKYAKU_COURIER_RECIPIENT".length()
                        - "{\"name\":\"\",\"value\":\"\"},".length());

        tasks(Map.of()).run(pointing(fits));

        assertThat(ecs.door()
                        .requests()
                        .get(0)
                        .path("overrides")
                        .path("containerOverrides")
                        .path(0)
                        .path("environment")
                        .path(0)
                        .path("value")
                        .asText())
                .isEqualTo(fits);
        assertThatThrownBy(() -> tasks(Map.of()).run(pointing(fits + "x"))).isInstanceOf(TaskRefused.class);
    }

    @Test
    void withSpotCapacityTheTaskRunsThere() {
        String task = tasks(SPOT_FIRST).run(request(1));

        assertThat(tasks(SPOT_FIRST).isAlive(request(1), task)).isTrue();
        assertThat(ecs.door()
                        .requests()
                        .get(0)
                        .path("capacityProviderStrategy")
                        .path(0)
                        .path("capacityProvider")
                        .asText())
                .isEqualTo("FARGATE_SPOT");
    }

    @Test
    void whenEcsThrottlesLaunchesBecomeRarerAndRecoverOneByOne() {
        Settings settings = settings(Map.of());
        LaunchRate rate = new LaunchRate(settings);
        EcsTasks tasks = new EcsTasks(ecs.client(), settings, rate);
        assertThat(rate.perSecond()).isEqualTo(20);
        for (int i = 0; i < 4; i++) { // one for each try of the client
            ecs.door().errorNext(400, "ThrottlingException");
        }

        assertThatThrownBy(() -> tasks.run(request(1))).isInstanceOf(TaskRefused.class);
        assertThat(rate.perSecond()).isEqualTo(10);
        tasks.run(request(2));

        assertThat(rate.perSecond()).isEqualTo(11);
    }

    /** The local ECS refuses only one request, so a second one would start the task. */
    @Test
    void aThrottledLaunchIsRequestedOnceAndMakesLaunchesRarer() {
        Settings settings = settings(Map.of());
        LaunchRate rate = new LaunchRate(settings);
        SentRequest sent = new SentRequest("RunTask");
        try (SdkHttpClient http = ApacheHttpClient.create();
                EcsClient sdk = LocalCloud.at(ecs.door().endpoint(), EcsClient.builder())
                        .overrideConfiguration(client -> client.addExecutionInterceptor(sent))
                        .build()) {
            RequestSigner signer =
                    new RequestSigner(sdk.serviceClientConfiguration().credentialsProvider(), Clock.systemUTC());
            TaskLaunches launches = TaskLaunches.direct(http, signer, sent, sdk::runTask);
            EcsTasks tasks = new EcsTasks(sdk, launches, settings, rate);
            tasks.run(request(1)); // the SDK's request
            ecs.door().errorNext(400, "ThrottlingException");

            assertThatThrownBy(() -> tasks.run(request(2)))
                    .isInstanceOfSatisfying(
                            TaskRefused.class,
                            refused -> assertThat(refused.kind()).isEqualTo(TaskRefused.RefusalKind.THROTTLED));

            assertThat(ecs.door().started()).isEqualTo(1);
            assertThat(rate.perSecond()).isEqualTo(10);
            tasks.run(request(2));
            assertThat(ecs.door().started()).isEqualTo(2);
            assertThat(rate.perSecond()).isEqualTo(11);
        }
    }

    @Test
    void aLostAnswerIsRepeatedByTheClientAndStartsOneTask() {
        ecs.door().loseNextAnswer();

        tasks(Map.of()).run(request(1));

        assertThat(ecs.door().started()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error retrieving subnet information for [subnet-1]: Rate exceeded (ErrorCode: Throttling)",
                "Error retrieving security group information for [sg-1]: Request limit exceeded. (ErrorCode: RequestLimitExceeded)",
                "Request limit exceeded.",
            })
    void throttlingInTheWordsOfAnotherExceptionMakesLaunchesRarerToo(String words) {
        Settings settings = settings(Map.of());
        LaunchRate rate = new LaunchRate(settings);
        ecs.door().errorNext(400, "InvalidParameterException", words);

        assertThatThrownBy(() -> new EcsTasks(ecs.client(), settings, rate).run(request(1)))
                .isInstanceOfSatisfying(TaskRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(TaskRefused.RefusalKind.THROTTLED);
                    assertThat(refused.getMessage()).contains(words);
                });

        assertThat(rate.perSecond()).isEqualTo(10);
    }

    @Test
    void aRefusalOfThousandsOfCharactersIsKeptShortAndOnOneLine() {
        ecs.door().errorNext(400, "InvalidParameterException", "no\r\nsubnet\u001b[31m\u2028" + "x".repeat(9000));

        assertThatThrownBy(() -> tasks(Map.of()).run(request(1)))
                .isInstanceOfSatisfying(
                        TaskRefused.class,
                        refused -> assertThat(refused.getMessage())
                                .startsWith("InvalidParameterException: no subnet [31m x")
                                .hasSize(500)
                                .endsWith("x…"));
    }

    @Test
    void aTaskOfAnotherAttemptIsAnotherRequest() {
        Claim first = claim(1);
        Claim second = claim(2);

        assertThat(TaskRequest.of(first)).isEqualTo(TaskRequest.of(claim(1)));
        assertThat(TaskRequest.of(first).token())
                .isNotEqualTo(TaskRequest.of(second).token());
        assertThat(TaskRequest.of(first).startedBy())
                .isNotEqualTo(TaskRequest.of(second).startedBy());
    }

    @Test
    void aTaskThatIsToldToStopIsAliveUntilItHasStopped() {
        Tasks tasks = tasks(Map.of());
        Path stopped = data.resolve("may-stop");
        ecs.runs("trap '' TERM; until [ -e " + stopped + " ]; do sleep 0.05; done");
        String task = tasks.run(request(1));
        Waiting.until("it runs", () -> status(task).equals("RUNNING"));

        ecs.client().stopTask(stop -> stop.cluster("one").task(task));

        assertThat(status(task)).isEqualTo("STOPPING");
        assertThat(tasks.isAlive(request(1), task)).isTrue();
        assertThat(tasks.isAlive(request(1), null)).isTrue();
        assertThat(tasks.isAlive(request(2), null)).isFalse();
        assertThat(tasks.running(request(1))).isZero();
        create(stopped);
        Waiting.until("it has stopped", () -> status(task).equals("STOPPED"));
        assertThat(tasks.isAlive(request(1), task)).isFalse();
        assertThat(tasks.end(request(1), task)).isEqualTo("task stopped: UserInitiated, exit 0");
        assertThat(tasks.end(request(1), task + "-unknown")).isEmpty();
        assertThat(tasks.end(request(1), null)).isEmpty();
        assertThat(tasks.isAlive(request(1), null)).isFalse();
    }

    @Test
    void aTaskThatNobodyKnowsIsNotAlive() {
        assertThat(tasks(Map.of()).isAlive(request(1), "arn:aws:ecs:local:000000000000:task/none"))
                .isFalse();
    }

    @Test
    void aTaskWhoseArnNobodyWroteDownIsFoundByItsAttempt() {
        Tasks tasks = tasks(Map.of());
        assertThat(tasks.isAlive(request(1), null)).isFalse();

        tasks.run(request(1));

        assertThat(tasks.isAlive(request(1), null)).isTrue();
        assertThat(tasks.isAlive(request(2), null)).isFalse();
    }

    @Test
    void aWaveOfCouriersIsStartedOnceWhoeverAsksForIt() {
        Tasks tasks = tasks(Map.of());

        tasks.run(TaskRequest.ofCouriers("one", 3, 7, new TreeMap<>()));
        tasks.run(TaskRequest.ofCouriers("one", 3, 7, new TreeMap<>()));
        tasks.run(TaskRequest.ofCouriers("one", 2, 7, new TreeMap<>()));

        assertThat(ecs.door().started()).isEqualTo(3);
        assertThat(tasks.running(TaskRequest.ofCouriers("one", 1, 8, new TreeMap<>())))
                .isEqualTo(3);
    }

    private String status(String task) {
        return ecs.client()
                .describeTasks(describe -> describe.cluster("one").tasks(task))
                .tasks()
                .get(0)
                .lastStatus();
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Claim claim(int attempt) {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        Delivery delivery = Delivery.of(id, "", Instant.EPOCH, new RawMail("raw", "raw/mail-1"));
        return new Claim(delivery.in("one", "ne-001"), "pipeline", 1, attempt, 1, DeliveryStatus.CLAIMED);
    }

    private Tasks tasks(Map<String, String> changes) {
        Settings settings = settings(changes);
        return new EcsTasks(ecs.client(), settings, new LaunchRate(settings));
    }

    private static Settings settings(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", "demo/aliases",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one"));
        all.putAll(changes);
        return Configuration.with(all);
    }

    private static TaskRequest pointing(String recipient) {
        TreeMap<String, String> pointers = new TreeMap<>(Map.of("HIKYAKU_COURIER_RECIPIENT", recipient));
        return new TaskRequest("one", pointers, 1, "token-" + recipient.length(), "token", "");
    }

    private static TaskRequest request(int attempt) {
        TreeMap<String, String> pointers = new TreeMap<>(Map.of("HIKYAKU_COURIER_MAIL", "mail-1"));
        return new TaskRequest("one", pointers, 1, "token-" + attempt, "attempt-" + attempt, "店;1");
    }
}
