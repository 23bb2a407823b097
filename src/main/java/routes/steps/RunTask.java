package routes.steps;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import tasks.TaskRequest;
import tasks.Tasks;

/** Sends the request in the body to ECS; the ARN of the task is the answer. camel-aws2-ecs has no RunTask. */
@Named("runTask")
@Unremovable
@Singleton
public class RunTask implements Processor {

    private final Tasks tasks;

    public RunTask(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(tasks.run(exchange.getMessage().getBody(TaskRequest.class)));
    }

    public static TaskRequest request(Exchange exchange) {
        return TaskRequest.of(Work.claim(exchange));
    }

    /** From here on the delivery is the task's business, whatever else fails in this exchange. */
    public static void remember(Exchange exchange) {
        Work.task(exchange, exchange.getMessage().getBody(String.class));
    }
}
