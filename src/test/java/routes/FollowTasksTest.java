package routes;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import ledger.ClaimResult;
import ledger.DeliveryId;
import ledger.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class FollowTasksTest extends RouteTest {

    @Test
    void aTaskThatNeverStartedLeadsToAnotherAttempt() throws Exception {
        String mail = newMail();
        receive(mail, SHOP_1);
        box("acknowledge-task-event").expectedMessageCount(1);

        taskEvent(mail, 1, "STOPPED", "TaskFailedToStart", "[]");

        assertStatus(mail, SHOP_1, RETRY);
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(2);
        box("acknowledge-task-event").assertIsSatisfied();
    }

    @Test
    void aTaskThatRunsIsLeftAlone() {
        String mail = newMail();
        receive(mail, SHOP_1);

        taskEvent(mail, 1, "RUNNING", "", "[]");

        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void aCourierThatDiedOverItsCommandLeadsToAnotherAttempt() {
        String mail = newMail();
        receive(mail, SHOP_1);
        ledger.start(new DeliveryId(mail, SHOP_1), 1, "courier");
        assertStatus(mail, SHOP_1, RUNNING);

        taskEvent(mail, 1, "STOPPED", "EssentialContainerExited", "[{\"exitCode\":137}]");

        assertStatus(mail, SHOP_1, RETRY);
    }

    @Test
    void theEndOfATaskThatDidItsWorkChangesNothing() {
        String mail = newMail();
        receive(mail, SHOP_1);
        ClaimResult started = ledger.start(new DeliveryId(mail, SHOP_1), 1, "courier");
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(DONE, "exit 0"));

        taskEvent(mail, 1, "STOPPED", "EssentialContainerExited", "[{\"exitCode\":0}]");

        assertStatus(mail, SHOP_1, DONE);
    }

    @Test
    void aLateWordOfAnEarlierAttemptChangesNothing() {
        String mail = newMail();
        receive(mail, SHOP_1);

        taskEvent(mail, 7, "STOPPED", "TaskFailedToStart", "[]");

        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void eventsOfOtherPeoplesTasksAreAcknowledged() throws Exception {
        box("acknowledge-task-event").expectedMessageCount(2);

        routes.sendBody("direct:task-events", "{\"detail\":{\"lastStatus\":\"STOPPED\"}}");
        routes.sendBody("direct:task-events", "{}");

        box("acknowledge-task-event").assertIsSatisfied();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no event at all|not JSON",
                "[]|not a JSON object",
                "{} trailing|not JSON",
                "MAIL=mail-1, ATTEMPT=x|HIKYAKU_COURIER_ATTEMPT is not a number",
                "MAIL=, ATTEMPT=1|HIKYAKU_COURIER_MAIL is not the id of a mail"
            })
    void anEventThatCannotBeReadIsSetAsideAtOnceWithItsReason(String event, String reason) throws Exception {
        String body = event.startsWith("MAIL=")
                ? event(event.replaceAll("MAIL=|,.*", ""), event.replaceAll(".*ATTEMPT=", ""), "STOPPED", "x", "[]")
                : event;
        box("dead-letters").expectedBodiesReceived(body);
        box("dead-letters").expectedHeaderReceived("reason", reason);
        box("acknowledge").expectedMessageCount(1);

        routes.sendBody("direct:task-events", body);

        box("dead-letters").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
    }

    private void taskEvent(String mail, int attempt, String status, String stopCode, String containers) {
        routes.sendBody("direct:task-events", event(mail, Integer.toString(attempt), status, stopCode, containers));
    }

    private static String event(String mail, String attempt, String status, String stopCode, String containers) {
        return """
                {"detail-type": "ECS Task State Change", "source": "aws.ecs", "detail": {
                  "taskArn": "%s", "lastStatus": "%s", "stopCode": "%s", "containers": %s,
                  "overrides": {"containerOverrides": [{"name": "courier", "environment": [
                    {"name": "HIKYAKU_COURIER_MAIL", "value": "%s"},
                    {"name": "HIKYAKU_COURIER_RECIPIENT", "value": "%s"},
                    {"name": "HIKYAKU_COURIER_ATTEMPT", "value": "%s"}]}]}}}
                """.formatted(TASK, status, stopCode, containers, mail, SHOP_1, attempt);
    }
}
