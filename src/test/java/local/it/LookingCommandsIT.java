package local.it;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.LocalCloud;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** {@code hikyaku find}, {@code show} and {@code dead-letters}, without a running pipeline. */
class LookingCommandsIT extends MailJourney {

    private static final String SHOP = "ne-001@shop.example";

    @Test
    void aMailIsFoundByItsSenderAndShopAndItsStoryIsTold() throws Exception {
        dead("mail-1", "order@market.example");
        dead("mail-2", "news@market.example");

        Answer found = desk("find", "ne-001", "order@");
        assertThat(found.exitCode()).isZero();
        assertThat(found.output())
                .containsOnlyOnce("DEAD")
                .contains("demo/ne-001  to " + SHOP + "  from <order@market.example>  mail-1/");
        assertThat(desk("find", "ne-001", "nobody@elsewhere.example").exitCode())
                .isEqualTo(1);
        Answer first = desk("find", "--set", "demo", "--limit", "1", "--json");
        assertThat(first.output())
                .contains("\"recipient\":\"" + SHOP)
                .contains("\"next\":\"2")
                .doesNotContain("mail-1");

        Answer story = desk("show", "mail-1");
        assertThat(story.exitCode()).isZero();
        assertThat(story.output())
                .contains("raw    " + LocalCloud.INBOX + "mail-1")
                .containsPattern("\\+[\\d.]+m?s  DEAD +test +exit 75");
        assertThat(desk("show", "mail-3").exitCode()).isEqualTo(1);
    }

    @Test
    void aDeadDeliverysMessageGoesWhenTheDeliveryIsRedrivenAndNotBefore() throws Exception {
        DeliveryId id = dead("mail-1", "order@market.example");
        String message = setAside(announcement("mail-1"), "exit 75");
        setAside("no announcement", "not JSON");

        Answer list = desk("dead-letters", "list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.output())
                .contains(message, "exit 75  " + id + " DEAD", "not JSON  not an announcement", "2 messages")
                .doesNotContain("@");
        assertThat(desk("dead-letters", "show", message).output())
                .contains("exit 75  " + id + " DEAD", "RECEIVED    ses");

        Answer useless = desk("dead-letters", "move-back");
        assertThat(useless.exitCode()).isEqualTo(1);
        assertThat(useless.output()).contains("0 moved back", "left: 1 DEAD", "--redrive");
        assertThat(desk("dead-letters", "move-back", "--redrive").exitCode()).isEqualTo(2);

        Answer redrive = desk("dead-letters", "move-back", "--redrive", "--why", "the database is up", "--json");

        assertThat(redrive.exitCode()).isZero();
        assertThat(redrive.output()).contains("\"redriven\":1", "\"noAnnouncement\":1");
        assertThat(deliveries.find(id).orElseThrow().last())
                .matches(event -> event.status() == RETRY && event.note().equals("was DEAD: the database is up"));
        assertThat(cloud.queues().deadLetters(cloud.sqs()))
                .extracting(Message::body)
                .containsExactly("no announcement");
        assertThat(waiting()).isZero();
    }

    @Test
    void whatTheLedgerDoesNotKnowIsMovedBackByTheQueueOrOneByOne() throws Exception {
        setAside(announcement("mail-1"), "");
        setAside(announcement("mail-2"), "");
        assertThat(desk("dead-letters", "move-back", "--one-by-one", "--dry-run")
                        .output())
                .contains("not known to the ledger", "2 would be moved back");

        Answer one = desk("dead-letters", "move-back", "--one-by-one", "--limit", "1");
        assertThat(one.exitCode()).isZero();
        assertThat(one.output()).contains("1 moved back");
        assertThat(waiting()).isEqualTo(1);

        Answer rest = desk("dead-letters", "move-back");
        assertThat(rest.output()).contains("1 moved back");
        assertThat(rest.exitCode()).isZero();
        Waiting.until("both are back", () -> waiting() == 2);
        assertThat(cloud.queues().deadLetters(cloud.sqs())).isEmpty();
    }

    private int waiting() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().mail());
    }

    private String announcement(String mail) {
        return Announcement.of(mail, "order@market.example", List.of(SHOP), LocalCloud.RAW_BUCKET, "raw/" + mail);
    }

    private String setAside(String body, String reason) {
        MessageAttributeValue value = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(reason)
                .build();
        return cloud.sqs()
                .sendMessage(send -> send.queueUrl(cloud.queues().deadLetters())
                        .messageBody(body)
                        .messageAttributes(reason.isEmpty() ? Map.of() : Map.of("reason", value)))
                .messageId();
    }

    private DeliveryId dead(String mail, String sender) {
        DynamoDbLedger ledger = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        DeliveryId id = new DeliveryId(mail, SHOP);
        Instant received = Clock.systemUTC().instant().minusSeconds(5);
        Delivery delivery = Delivery.of(id, sender, received, new RawMail(LocalCloud.RAW_BUCKET, "raw/" + mail));
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery.in("demo", "ne-001"), "test")).claim();
        ledger.move(claim, Transition.to(DEAD, "exit 75"));
        return id;
    }
}
