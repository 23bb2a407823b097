package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import tasks.TaskEvent;
import tasks.TaskWatch;

/** Steps for deliveries whose task ended without an outcome from its courier. */
@ApplicationScoped
public class TaskSteps {

    private final TaskWatch tasks;

    public TaskSteps(TaskWatch tasks) {
        this.tasks = tasks;
    }

    /** Begins the work on the event's delivery, if the task still had the delivery when the task stopped. */
    public void findDelivery(Exchange exchange) {
        tasks.find(exchange.getMessage().getBody(TaskEvent.class)).ifPresent(claim -> OnWork.begin(exchange, claim));
    }
}
