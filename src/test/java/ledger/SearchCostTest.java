package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import mail.Verdicts;
import mail.WrittenHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The write units that the search by sender and subject adds to a mail, and the attributes that it adds to the table:
 * docs/decisions/062-finding.md.
 */
class SearchCostTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final String SENDER = "order@market.example";
    private static final String SUBJECT = "【楽天】ご注文の確認 order 7700";

    private final Ledger ledger = new DynamoDbLedger(DYNAMO_DB.client(), new SettableClock(), LedgerFixture.SETTINGS);

    @Test
    void eachIndexThatHasAMailCostsOneWriteUnitAndOnlyOnce() {
        for (String set : List.of("", "silent", "told")) {
            unitsOf(delivery("", WrittenHeaders.NONE).in(set, "")); // the process enters a set with its first write
        }
        double bounce = unitsOf(delivery("", WrittenHeaders.NONE));
        double usual = unitsOf(delivery(SENDER, WrittenHeaders.NONE));

        assertThat(usual - bounce).isEqualTo(1);
        assertThat(unitsOf(delivery(SENDER, new WrittenHeaders("news@shop.market.example", ""))))
                .as("of the same organisation")
                .isEqualTo(usual);
        assertThat(unitsOf(delivery(SENDER, new WrittenHeaders("order@other.example", ""))))
                .isEqualTo(usual + 1);
        assertThat(unitsOf(delivery(SENDER, new WrittenHeaders("", SUBJECT)).in("silent", "")))
                .isEqualTo(usual);
        assertThat(unitsOf(delivery(SENDER, new WrittenHeaders("", SUBJECT)).in("told", "")))
                .isEqualTo(usual + 1);
    }

    /** From its claim to its end. */
    private double unitsOf(Delivery delivery) {
        DYNAMO_DB.newWriteUnits();
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim();
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, ""));
        ClaimResult courier = ledger.start(delivery.id(), 1, "courier");
        ledger.move(((ClaimResult.Claimed) courier).claim(), Transition.to(DeliveryStatus.DONE, "exit 0"));
        return DYNAMO_DB.newWriteUnits();
    }

    @Test
    void nothingOfASubjectIsReadableInTheTableAndNothingAtAllWhereTheSetDoesNotWantIt() {
        Delivery told = delivery(SENDER, new WrittenHeaders("", SUBJECT)).in("told", "shop");
        Delivery silent = delivery(SENDER, new WrittenHeaders("", SUBJECT)).in("silent", "shop");
        ledger.receive(told.in("", ""));
        ledger.claim(told, "pipeline");
        ledger.claim(silent, "pipeline");

        assertThat(DYNAMO_DB.rows(told.id().mail()).get(0)).containsKeys("words", "subjectKey");
        assertThat(DYNAMO_DB.rows(silent.id().mail()).get(0)).doesNotContainKeys("words", "subjectKey");
        for (Delivery delivery : List.of(told, silent)) {
            String row = DYNAMO_DB.rows(delivery.id().mail()).toString();
            assertThat(row).doesNotContain("楽天", "注文", "ご注", SUBJECT);
            assertThat(delivery.toString()).doesNotContain("7700", "楽天");
        }
    }

    private static Delivery delivery(String sender, WrittenHeaders headers) {
        String mail = UUID.randomUUID().toString();
        return new Delivery(
                new DeliveryId(mail, "ne-001@shop.example"),
                sender,
                Instant.EPOCH,
                new RawMail("raw", "raw/" + mail),
                Verdicts.UNKNOWN,
                "",
                "",
                "",
                headers);
    }
}
