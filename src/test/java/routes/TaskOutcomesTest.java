package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import ledger.DeliveryStatus;
import local.Waiting;
import local.cloud.LocalEcs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each possible answer of ECS, over HTTP, leads to the documented status of the delivery. docs/hand-over.md has the
 * same table.
 */
@QuarkusTest
class TaskOutcomesTest extends RouteTest {

    /** Requests of one hand-over that fails: the direct call, then the SDK's request and its one retry. */
    private static final int TRIES = 3;

    LocalEcs ecs;

    /** The mock passes each request on to the product's box, which asks ECS. */
    @BeforeEach
    void tasksAreStartedByEcs() {
        ecs.door().away(false);
        box("ecs").whenAnyExchangeReceived(work -> routes.send("ecs-task:run", work));
    }

    @AfterEach
    void ecsIsAwayAgain() {
        ecs.door().away(true);
    }

    @BeforeEach
    void endEarlierTasks() {
        ecs.door().behave();
        ecs.door().endAll("UserInitiated", 0);
        ecs.events().clear();
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
                "Rate exceeded                                                                         | RETRY",
                "ATTRIBUTE                                                                             | HELD",
                "MISSING                                                                               | HELD",
                "INACTIVE                                                                              | HELD",
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
                "400 | ClientException                                 | ECS was unable to assume the role 'arn:aws:iam::1:role'  | HELD",
                "400 | InvalidParameterException                       | No Container Instances were found                       | HELD",
                "400 | InvalidParameterException                       | Override for container named app is not a container in  | HELD",
                "400 | InvalidParameterException                       | The subnet ID 'subnet-1' does not exist                 | HELD",
                "400 | InvalidParameterException                       | TaskDefinition is inactive                              | HELD",
                "400 | InvalidParameterException                       | [subnet-1]: Rate exceeded (ErrorCode: Throttling)       | RETRY",
                "400 | InvalidParameterException                       | [sg-1]: Request limit exceeded. (RequestLimitExceeded)  | RETRY",
                "400 | ClientException                                 | (ErrorCode: RequestLimitExceeded)                       | RETRY",
                // it is unknown whether a task was started: the claim stays, and the same attempt is repeated
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
        assertThat(ecs.door().running()).isZero();
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(status == DeliveryStatus.RETRY ? 2 : 1);
    }

    @Test
    void aTaskThatIsToldToStopKeepsItsDeliveryUntilItHasStopped() throws Exception {
        String mail = newMail();
        Path end = Files.createTempDirectory(Path.of("target"), "stopping-").resolve("end");
        ecs.runs("trap '' TERM; until [ -e " + end.toAbsolutePath() + " ]; do sleep 0.05; done");
        receive(mail, SHOP_1);
        Waiting.until("it runs", () -> stateOf(mail).equals("RUNNING"));
        ecs.client()
                .stopTask(stop -> stop.cluster("demo").task(entry(mail, SHOP_1).task()));
        assertThat(stateOf(mail)).isEqualTo("STOPPING");

        tellEvents();
        SettableTime.set().advance(Duration.ofHours(1));
        sweep();

        assertStatus(mail, SHOP_1, DeliveryStatus.HANDED_OVER);
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(1);
        Files.createFile(end);
        Waiting.until("it has stopped", () -> stateOf(mail).equals("STOPPED"));
        tellEvents();
        assertStatus(mail, SHOP_1, DeliveryStatus.RETRY);
        ecs.runs("exec sleep 60");
    }

    private String stateOf(String mail) {
        return ecs.client()
                .describeTasks(describe ->
                        describe.cluster("demo").tasks(entry(mail, SHOP_1).task()))
                .tasks()
                .get(0)
                .lastStatus();
    }

    private void tellEvents() {
        ecs.events().forEach(event -> routes.sendBody("direct:task-events", event));
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
        ecs.events().clear();

        ecs.door().endAll(stopCode, exitCode);
        Waiting.until("ECS tells it", () -> !ecs.events().isEmpty());
        ecs.events().forEach(event -> routes.sendBody("direct:task-events", event));

        assertStatus(mail, SHOP_1, DeliveryStatus.RETRY);
        assertThat(entry(mail, SHOP_1).timeline())
                .last()
                .satisfies(event -> assertThat(event.note())
                        .isEqualTo("task stopped: " + stopCode + (exitCode == null ? "" : ", exit " + exitCode)));
    }
}
