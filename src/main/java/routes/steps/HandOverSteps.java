package routes.steps;

import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import ledger.Claim;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import tasks.TaskRequest;
import tasks.TaskWatch;
import tasks.WorkQueues;
import work.Work;

/** Steps that hand the claimed delivery over to a task, or to the couriers of its set. */
@ApplicationScoped
public class HandOverSteps {

    private static final Variable<String> WORK_QUEUE = new Variable<>("workQueue", String.class);

    private final WorkQueues queues;

    public HandOverSteps(WorkQueues queues) {
        this.queues = queues;
    }

    public boolean isForCouriers(Work work) {
        return queues.isOf(work.set());
    }

    /** The order becomes the body; the box {@code work.enqueue} reads the queue's URL and the message group. */
    public void writeOrder(Exchange exchange) {
        Claim claim = OnWork.of(exchange).claim();
        WORK_QUEUE.set(exchange, queues.url(claim.delivery().set()));
        exchange.setProperty(Sqs2Constants.MESSAGE_GROUP_ID_PROPERTY, queues.lane(claim));
        exchange.getMessage().setBody(new WorkOrder(claim.id(), claim.attempt()).write());
    }

    public static TaskRequest request(Work work) {
        return TaskRequest.of(work.claim());
    }

    /** The task whose ARN is in the body has the delivery. */
    public static void toTask(Exchange exchange) {
        handedOverTo(exchange, exchange.getMessage().getBody(String.class));
    }

    /** The work queue has the delivery's order. */
    public static void toCouriers(Exchange exchange) {
        String message = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class);
        handedOverTo(exchange, TaskWatch.queued(message));
    }

    private static void handedOverTo(Exchange exchange, String task) {
        OnWork.set(exchange, OnWork.of(exchange).handedOverTo(task));
    }
}
