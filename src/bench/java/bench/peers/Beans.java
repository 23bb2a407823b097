package bench.peers;

import addresses.AddressBook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.LeaseKeeper;
import ledger.Ledger;
import ledger.Transition;
import local.Configuration;
import mail.NotificationReader;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import tasks.EcsTasks;
import tasks.LaunchRate;
import tasks.TaskRequest;
import tasks.Tasks;

/**
 * The product's own classes without Quarkus and Camel, for the programs that are compared with it. These programs
 * differ only in the code that calls the classes.
 */
final class Beans {

    /** How long after the hand-over the sweeper checks a delivery. */
    private static final Duration TASK_AFTER = Duration.ofMinutes(15);

    private final Clients clients = new Clients();
    private final Settings settings = Configuration.with(Map.of(
            "hikyaku.sets.demo.domains", "shop.example",
            "hikyaku.sets.demo.aliases", System.getenv("HIKYAKU_SETS_DEMO_ALIASES"),
            "hikyaku.sets.demo.cluster", "demo",
            "hikyaku.sets.demo.task-definition", "demo-courier"));
    private final Ledger ledger = new DynamoDbLedger(clients.dynamoDb(), Clock.systemUTC(), settings);
    private final LeaseKeeper leases = new LeaseKeeper(ledger, settings);
    private final Tasks tasks = new EcsTasks(clients.ecs(), settings, new LaunchRate(settings));
    private final NotificationReader notifications = new NotificationReader();
    private final AddressBook addresses = new AddressBook(settings, clients.s3());

    SqsClient sqs() {
        return clients.sqs();
    }

    List<Delivery> read(String message) {
        return notifications.read(message).stream()
                .flatMap(mail -> mail.recipients().stream().map(recipient -> Delivery.of(mail, recipient)))
                .map(addresses::assign)
                .toList();
    }

    /** @return the claim; null for a duplicate, and for a delivery that another worker has claimed */
    Claim claim(Delivery delivery) {
        if (ledger.claim(delivery, "bench") instanceof ClaimResult.Claimed claimed) {
            leases.keep(claimed.claim());
            return claimed.claim();
        }
        return null;
    }

    void handOver(Claim claim) {
        String task = tasks.run(TaskRequest.of(claim));
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, "").dueIn(TASK_AFTER).task(task));
        leases.letGo(claim.id());
    }
}
