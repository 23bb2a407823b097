package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import ledger.MailLookup.StoredMailId;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;

class MailLookupTest {

    private static final Settings SETTINGS = Configuration.with(Map.ofEntries(
            Map.entry("hikyaku.sets.shop.domains", "shop.example,other.example"),
            Map.entry("hikyaku.sets.shop.inbox", "raw/shop/"),
            Map.entry("hikyaku.sets.shop.aliases", "demo/aliases"),
            Map.entry("hikyaku.sets.shop.cluster", "shop"),
            Map.entry("hikyaku.sets.shop.task-definition", "shop"),
            Map.entry("hikyaku.sets.shared.domains", "shared.example"),
            Map.entry("hikyaku.sets.shared.aliases", "demo/aliases"),
            Map.entry("hikyaku.sets.shared.cluster", "shared"),
            Map.entry("hikyaku.sets.shared.task-definition", "shared")));

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    private final Ledger ledger = new DynamoDbLedger(DYNAMO_DB.client(), new SettableClock(), SETTINGS);
    private final MailLookup lookup = new DynamoDbMailLookup(DYNAMO_DB.client(), SETTINGS);

    @Test
    void theDeliveriesOfManyMailsAreFoundByTheirIdsAndTheirSet() {
        List<String> mails = IntStream.range(0, 120)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        mails.subList(0, 110).forEach(mail -> receive(mail, "ne-001@shop.example"));
        receive(mails.get(7), "ne-002@other.example");
        receive(mails.get(111), "-/shop");

        Map<String, List<Entry>> found = lookup.ofMails(
                mails.stream().map(mail -> new StoredMailId(mail, "shop")).toList());

        assertThat(found).hasSize(111).containsKeys(mails.get(0), mails.get(109), mails.get(111));
        assertThat(found.get(mails.get(7)))
                .extracting(entry -> entry.delivery().id().recipient())
                .containsExactlyInAnyOrder("ne-001@shop.example", "ne-002@other.example");
        assertThat(found.get(mails.get(8))).hasSize(1);
    }

    @Test
    void aMailThatIsNamedTwiceIsLookedUpOnceAndNoMailIsNoRequest() {
        StoredMailId stored = new StoredMailId(UUID.randomUUID().toString(), "");
        receive(stored.mail(), "ne-001@shared.example");

        assertThat(lookup.ofMails(List.of(stored, stored)).get(stored.mail())).hasSize(1);
        assertThat(lookup.ofMails(List.of())).isEmpty();
    }

    @Test
    void aMailToADomainOfNoSetIsFoundInASharedInbox() {
        StoredMailId stored = new StoredMailId(UUID.randomUUID().toString(), "");
        receive(stored.mail(), "nobody@elsewhere.example");

        assertThat(lookup.ofMails(List.of(stored)).get(stored.mail()))
                .extracting(entry -> entry.delivery().id().recipient())
                .containsExactly("nobody@elsewhere.example");
    }

    private void receive(String mail, String recipient) {
        ledger.receive(Delivery.of(
                new DeliveryId(mail, recipient),
                "",
                Instant.parse("2026-11-24T00:59:59Z"),
                new RawMail("raw", "raw/" + mail)));
    }
}
