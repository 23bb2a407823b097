package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.DeliveryStatus;
import local.LocalEcs;
import local.Ports;
import local.Waiting;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that ECS may answer, over HTTP, and what it makes of a delivery. docs/hand-over.md has the same table. */
@QuarkusTest
@TestProfile(TaskOutcomesTest.WithEcs.class)
class TaskOutcomesTest extends RouteTest {

    public static class WithEcs implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
            return Map.of("box.ecs", "bean:runTask", "hikyaku.aws.endpoints.ecs", "http://127.0.0.1:" + Ports.free());
        }
    }

    /** The client repeats a request once. */
    private static final int TRIES = 2;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private LocalEcs ecs;

    @ConfigProperty(name = "hikyaku.aws.endpoints.ecs")
    URI endpoint;

    @BeforeEach
    void startEcs() throws Exception {
        ecs = new LocalEcs(Files.createTempDirectory(Path.of("target"), "ecs-"), endpoint.getPort(), events::add);
    }

    @AfterEach
    void stopEcs() {
        ecs.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RESOURCE:CPU                                                                          | RETRY",
                "RESOURCE:MEMORY                                                                       | RETRY",
                "RESOURCE:ENI                                                                          | RETRY",
                "AGENT                                                                                 | RETRY",
                "LOCATION                                                                              | RETRY",
                "Capacity is unavailable at this time. Please try again later                          | RETRY",
                "You've reached the limit on the number of tasks you can run concurrently              | RETRY",
                "You’ve reached the limit on the number of vCPUs you can run concurrently              | RETRY",
                "something that nobody has heard of                                                    | RETRY",
                "ATTRIBUTE                                                                             | HELD",
            })
    void aFailureInAGoodAnswerLeadsTo(String reason, DeliveryStatus status) {
        String mail = newMail();
        ecs.door().failNext(1, reason);

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, status);
        assertThat(entry(mail, SHOP_1).timeline())
                .last()
                .satisfies(event -> assertThat(event.note()).contains(reason));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ThrottlingException                             | Rate exceeded                                           | RETRY",
                "400 | LimitExceededException                          | too many                                                | RETRY",
                "400 | ClientException                                 | Capacity is unavailable at this time.                   | RETRY",
                "400 | ClientException                                 | You've reached the limit on the number of tasks you can | RETRY",
                "400 | ClientException                                 | TaskDefinition is inactive                              | HELD",
                "400 | AccessDeniedException                           | not authorized to perform ecs:RunTask                   | HELD",
                "400 | BlockedException                                | the account is blocked                                  | HELD",
                "400 | ClusterNotFoundException                        | Cluster not found.                                      | HELD",
                "400 | PlatformUnknownException                        | no such platform                                        | HELD",
                "400 | PlatformTaskDefinitionIncompatibilityException  | not with this platform                                  | HELD",
                "400 | UnsupportedFeatureException                     | not in this Region                                      | HELD",
                "400 | InvalidParameterException                       | No Container Instances were found                       | FAILED",
                // nobody knows whether a task was started: the claim stays, and the same attempt is made again
                "500 | ServerException                                 | Service Unavailable                                     | UNPACKED",
                "400 | ConflictException                               | no ARN of the task that is there                        | UNPACKED",
            })
    void anErrorLeadsTo(int http, String type, String message, DeliveryStatus status) {
        String mail = newMail();
        for (int i = 0; i < TRIES; i++) {
            ecs.door().errorNext(http, type, message);
        }

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, status);
        assertThat(ecs.door().started()).isZero();
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(status == DeliveryStatus.RETRY ? 2 : 1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "TaskFailedToStart,",
        "EssentialContainerExited, 1",
        "EssentialContainerExited, 137",
        "UserInitiated, 143",
        "ServiceSchedulerInitiated, 143",
        "SpotInterruption, 143",
        "TerminationNotice,",
        "InfrastructureHealth,",
    })
    void aTaskThatStopsWithoutItsCouriersWordLeadsToAnotherAttempt(String stopCode, Integer exitCode) {
        String mail = newMail();
        receive(mail, SHOP_1);
        assertStatus(mail, SHOP_1, DeliveryStatus.HANDED_OVER);
        events.clear();

        ecs.door().endAll(stopCode, exitCode);
        Waiting.until("ECS tells it", () -> !events.isEmpty());
        events.forEach(event -> routes.sendBody("direct:task-events", event));

        assertStatus(mail, SHOP_1, DeliveryStatus.RETRY);
        assertThat(entry(mail, SHOP_1).timeline())
                .last()
                .satisfies(event -> assertThat(event.note())
                        .isEqualTo("task stopped: " + stopCode + (exitCode == null ? "" : ", exit " + exitCode)));
    }
}
