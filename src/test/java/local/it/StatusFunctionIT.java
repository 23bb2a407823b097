package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import archive.DeliverySplitter;
import archive.Inboxes;
import archive.MailDecryption;
import archive.RawMails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Entry;
import local.Configuration;
import local.cloud.Announcement;
import local.cloud.LambdaServer;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import local.cloud.NoS3;
import local.cloud.Packaged;
import mail.NotificationReader;
import mail.Verdicts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The packaged application as the status rule's function. */
class StatusFunctionIT {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final String INBOX = "raw/raw/";

    @TempDir
    static Path data;

    private static LambdaServer lambda;
    private static Process function;
    private static DynamoDbLedger ledger;
    private static DeliverySplitter envelopes;

    @BeforeAll
    static void startFunction() throws Exception {
        String aliases = Files.writeString(data.resolve("aliases"), "ne-001: \"|one\", \"|other\"\nne-002: \"|one\"\n")
                .toString();
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.demo.domains", "shop.example",
                "hikyaku.sets.demo.aliases", aliases,
                "hikyaku.sets.demo.cluster", "demo",
                "hikyaku.sets.demo.task-definition", "demo"));
        ledger = new DynamoDbLedger(DYNAMO_DB.client(), Clock.systemUTC(), settings);
        envelopes = new DeliverySplitter(
                new RawMails(new NoS3(), new MailDecryption(null), null),
                new Inboxes(settings),
                new AddressBook(settings, new NoS3()));
        lambda = new LambdaServer();
        function = function(aliases);
    }

    @AfterAll
    static void stopFunction() throws Exception {
        function.destroyForcibly().waitFor();
        lambda.close();
    }

    @Test
    void theLedgerIsToldWhatRecordReceiptTellsAndNobodysWordIsTakenTwice() throws Exception {
        String announced = announcement("mail-1", "ne-001@shop.example", "NE-002@shop.example", "who@shop.example");
        String event = Announcement.asInvocation(announced);

        assertThat(lambda.invoke(event).failed()).isFalse();
        List<Map<String, AttributeValue>> rows = DYNAMO_DB.rows("mail-1");
        assertThat(lambda.invoke(event).failed()).isFalse();
        assertThat(DYNAMO_DB.rows("mail-1")).isEqualTo(rows).hasSize(4);

        ClaimResult claiming = ledger.claim(deliveries(announced).get(0), "pipeline");
        assertThat(claiming).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(ledger.find(deliveries(announced).get(0).id()).orElseThrow().timeline())
                .extracting(Entry.Event::status)
                .containsExactly(DeliveryStatus.RECEIVED, DeliveryStatus.CLAIMED);

        rows.forEach(StatusFunctionIT::takeAway);
        deliveries(announced).forEach(ledger::receive);
        assertThat(withoutTimes(rows)).isEqualTo(withoutTimes(DYNAMO_DB.rows("mail-1")));
    }

    @Test
    void anEventThatTellsOfNoMailFailsAndTheNextOneDoesNot() throws Exception {
        LambdaServer.Answer malformed =
                lambda.invoke(Announcement.asInvocation(announcement("mail-2", "ne-001@shop.example"))
                        .replace("timestamp", "time"));

        assertThat(malformed.failed()).isTrue();
        assertThat(malformed.body())
                .contains("UnreadableMessage", "timestamp is missing")
                .doesNotContain("shop.example", "market.example");
        assertThat(lambda.invoke(Announcement.asInvocation(announcement("mail-3", "ne-002@shop.example")))
                        .failed())
                .isFalse();
        assertThat(DYNAMO_DB.rows("mail-2")).isEmpty();
        assertThat(DYNAMO_DB.rows("mail-3")).hasSize(1);
        assertThat(data.resolve("log"))
                .content()
                .contains("timestamp is missing")
                .doesNotContain("shop.example", "market.example");
    }

    private static String announcement(String mail, String... recipients) {
        Verdicts verdicts = new Verdicts(Map.of(Verdicts.VerdictType.SPAM, Verdicts.Verdict.GRAY), "reject");
        return Announcement.of(
                mail,
                "buyer@market.example",
                List.of(recipients),
                "raw",
                "raw/" + mail,
                verdicts,
                "<1@market.example>");
    }

    /** Does what the route record-receipt does with a notification. */
    private static List<Delivery> deliveries(String announced) {
        return envelopes.deliveries(new NotificationReader().read(announced));
    }

    /** The rows without their times, which differ because one of the two rows was written first. */
    private static List<Map<String, AttributeValue>> withoutTimes(List<Map<String, AttributeValue>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, AttributeValue> rest = new HashMap<>(row);
                    rest.remove("dueAt");
                    rest.remove("until");
                    return rest;
                })
                .toList();
    }

    private static void takeAway(Map<String, AttributeValue> row) {
        DYNAMO_DB
                .client()
                .deleteItem(delete -> delete.tableName(LedgerTable.NAME)
                        .key(Map.of("partition", row.get("partition"), "delivery", row.get("delivery"))));
    }

    private static Process function(String aliases) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Packaged.desk("status-function"))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", lambda.address(),
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "HIKYAKU_AWS_ENDPOINTS_DYNAMODB", DYNAMO_DB.endpoint().toString(),
                        "HIKYAKU_SETS_DEMO_INBOX", INBOX,
                        "HIKYAKU_SETS_DEMO_DOMAINS", "shop.example",
                        "HIKYAKU_SETS_DEMO_ALIASES", aliases,
                        "HIKYAKU_SETS_DEMO_CLUSTER", "demo",
                        "HIKYAKU_SETS_DEMO_TASK_DEFINITION", "demo"));
        return builder.start();
    }
}
