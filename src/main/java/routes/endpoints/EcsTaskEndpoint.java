package routes.endpoints;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;
import tasks.TaskRequest;
import tasks.Tasks;

/** The endpoint that requests tasks. JMX shows how many requests ECS has accepted, refused and not answered. */
@ManagedResource(description = "RunTask requests of this process")
@RegisterForReflection
public class EcsTaskEndpoint extends DefaultEndpoint {

    private final Tasks tasks;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    EcsTaskEndpoint(String uri, EcsTaskComponent component, Tasks tasks) {
        super(uri, component);
        this.tasks = tasks;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                exchange.getMessage().setBody(run(exchange.getMessage().getBody(TaskRequest.class)));
            }
        };
    }

    private String run(TaskRequest request) {
        try {
            String task = tasks.run(request);
            accepted.increment();
            return task;
        } catch (TaskRefused e) {
            refused.increment();
            throw e;
        } catch (LaunchOutcomeUnknown e) {
            unanswered.increment();
            throw e;
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "ecs-task:run only accepts requests; task events come from box.task-events");
    }

    @ManagedAttribute(description = "Requests that ECS has accepted, including adopted tasks")
    public long getAccepted() {
        return accepted.sum();
    }

    @ManagedAttribute(description = "Requests that started nothing")
    public long getRefused() {
        return refused.sum();
    }

    @ManagedAttribute(description = "Requests whose outcome is unknown")
    public long getUnanswered() {
        return unanswered.sum();
    }
}
