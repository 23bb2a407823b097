package routes.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;
import tasks.TaskRequest;
import tasks.Tasks;

/** RunTask as a box: it answers with the ARN, and counts ECS' answers. */
class EcsTaskEndpointTest {

    private static final TaskRequest REQUEST = TaskRequest.ofCouriers("one", 1, 1, new TreeMap<>());

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private RuntimeException failure;

    @BeforeEach
    void start() {
        camel.addComponent("ecs-task", new EcsTaskComponent(new Ecs()));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theTasksArnIsTheAnswer() {
        ProducerTemplate routes = camel.createProducerTemplate();

        assertThat(routes.requestBody("ecs-task:run", REQUEST)).isEqualTo("arn:task/one");
        assertThat(endpoint().getAccepted()).isEqualTo(1);
    }

    @Test
    void aRefusalAndAMissingAnswerAreCountedApartAndReachTheRoute() {
        failure = new TaskRefused(TaskRefused.RefusalKind.QUOTA, "vCPUs");
        assertThatThrownBy(this::run)
                .isInstanceOf(CamelExecutionException.class)
                .hasCause(failure);
        failure = new LaunchOutcomeUnknown(new IllegalStateException("time-out"));
        assertThatThrownBy(this::run)
                .isInstanceOf(CamelExecutionException.class)
                .hasCause(failure);

        assertThat(endpoint().getAccepted()).isZero();
        assertThat(endpoint().getRefused()).isEqualTo(1);
        assertThat(endpoint().getUnanswered()).isEqualTo(1);
    }

    @Test
    void anotherOperationIsRefusedWithTheOneThatThereIs() {
        assertThatThrownBy(() -> camel.getEndpoint("ecs-task:stop"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining("write ecs-task:run");
    }

    private void run() {
        camel.createProducerTemplate().requestBody("ecs-task:run", REQUEST);
    }

    private EcsTaskEndpoint endpoint() {
        return camel.getEndpoint("ecs-task:run", EcsTaskEndpoint.class);
    }

    private final class Ecs implements Tasks {

        @Override
        public String run(TaskRequest request) {
            if (failure != null) {
                throw failure;
            }
            return "arn:task/" + request.set();
        }

        @Override
        public boolean isAlive(TaskRequest request, String task) {
            return true;
        }

        @Override
        public String end(TaskRequest request, String task) {
            return "";
        }

        @Override
        public int running(TaskRequest request) {
            return 0;
        }
    }
}
