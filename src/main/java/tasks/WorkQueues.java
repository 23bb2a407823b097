package tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ledger.Claim;
import settings.CouriersSettings;
import settings.HandOverMode;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The work queues of the sets that have couriers. */
@ApplicationScoped
public class WorkQueues {

    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName IN_WORK = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

    private final Settings settings;
    private final SqsClient sqs;

    public WorkQueues(Settings settings, SqsClient sqs) {
        this.settings = settings;
        this.sqs = sqs;
    }

    public List<String> sets() {
        return settings.sets().keySet().stream().filter(this::isOf).toList();
    }

    /** @return whether the set has couriers, and so a work queue */
    public boolean isOf(String set) {
        return settings.sets().containsKey(set) && settings.sets().get(set).handOver() == HandOverMode.COURIER;
    }

    /** @throws IllegalStateException if the settings name none */
    public String url(String set) {
        return couriers(set)
                .queue()
                .orElseThrow(() -> new IllegalStateException(
                        "set " + set + " has couriers and no work queue: set hikyaku.sets." + set + ".couriers.queue"));
    }

    /**
     * The message group of a delivery's order, one of its tenant's groups. SQS delivers no more messages of a group
     * while some are in progress. So a tenant occupies no more couriers than it has groups, however many of its mails
     * wait.
     */
    public String lane(Claim claim) {
        String tenant = claim.delivery().tenant(); // a tenant's name may have any letters, and SQS accepts only ASCII
        int lane = Math.floorMod(
                claim.id().mail().hashCode(), couriers(claim.delivery().set()).perTenant());
        return UUID.nameUUIDFromBytes(tenant.getBytes(StandardCharsets.UTF_8)) + "-" + lane;
    }

    /** Orders in a work queue, as reported by SQS: waiting ones, and those that couriers hold. */
    record Backlog(int waiting, int inWork) {
        int all() {
            return waiting + inWork;
        }

        boolean isEmpty() {
            return all() == 0;
        }
    }

    Backlog backlog(String set) {
        String queue = url(set);
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        get -> get.queueUrl(queue).attributeNames(WAITING, IN_WORK))
                .attributes();
        return new Backlog(Integer.parseInt(attributes.get(WAITING)), Integer.parseInt(attributes.get(IN_WORK)));
    }

    private CouriersSettings couriers(String set) {
        return settings.sets().get(set).couriers();
    }
}
