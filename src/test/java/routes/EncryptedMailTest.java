package routes;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import courier.WorkOrder;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import local.cloud.Announcement;
import local.cloud.EncryptedMail;
import local.cloud.KmsServer;
import local.cloud.KmsServer.Trouble;
import local.cloud.LocalCloud;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Mail that SES encrypted before it stored it, and a KMS key that is not always usable. */
@QuarkusTest
class EncryptedMailTest extends RouteTest {

    private static final byte[] MAIL = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String OF_COURIERS = "ne-001@couriers.example";

    KmsServer keys;

    private final String mail = newMail();
    private final String sender = "sender-" + mail + "@market.example";

    @BeforeEach
    void storeEncrypted() {
        keys.behave();
        store(encrypted());
        box("work").whenAnyExchangeReceived(sqs -> sqs.getMessage().setHeader(Sqs2Constants.MESSAGE_ID, "message-1"));
    }

    @AfterEach
    void behave() {
        keys.behave();
    }

    @Test
    void itIsUnpackedLikeAnyOther() {
        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HANDED_OVER);
        assertThat(box("parts").getExchanges())
                .extracting(part -> part.getMessage().getHeader("CamelAwsS3Key"))
                .containsExactly("demo/" + mail + "/parts/001", "demo/" + mail + "/manifest.json");
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED,           HELD,  KMS answers AccessDeniedException: allow kms:Decrypt",
        "DISABLED,         HELD,  KMS answers DisabledException: enable the key",
        "PENDING_DELETION, HELD,  KMS answers KMSInvalidStateException",
        "THROTTLED,        RETRY, Kms ThrottlingException",
        "UNAVAILABLE,      RETRY, Kms KeyUnavailableException",
    })
    void aKeyThatCannotBeUsedLeadsTo(Trouble trouble, DeliveryStatus status, String reason) {
        keys.refuse(trouble);

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, status);
        assertThat(lastNote(SHOP_1)).contains(reason);
        assertThat(box("ecs").getExchanges()).isEmpty();
    }

    @Test
    void oneThatWasChangedInTheBucketReachesNobody() throws Exception {
        EncryptedMail stored = encrypted();
        stored.content()[3] ^= 1;
        store(stored);
        box("ecs").expectedMessageCount(0);

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HELD);
        assertThat(lastNote(SHOP_1)).contains("changed after SES wrote them");
        box("ecs").assertIsSatisfied();
    }

    @Test
    void itsVersionIsThatOfTheStoredObject() {
        receive(mail, SHOP_1);

        assertThat(entry(mail, SHOP_1).delivery().raw().version()).isEqualTo("etag/encrypted-length");
    }

    @Test
    void theProgramGetsItAsItWasSent() throws IOException {
        arriveForCouriers();

        work();

        assertStatus(mail, OF_COURIERS, DONE);
        assertThat(kept()).singleElement().asString().endsWith("Subject: order\n\none kettle\n");
    }

    @Test
    void aCourierThatMayNotUseTheKeyRunsNothing() throws IOException {
        arriveForCouriers();
        keys.refuse(Trouble.DENIED);

        work();

        assertStatus(mail, OF_COURIERS, HELD);
        assertThat(lastNote(OF_COURIERS)).contains("allow kms:Decrypt");
        assertThat(kept()).isEmpty();
    }

    private void arriveForCouriers() {
        routes.sendBody("direct:mail", Announcement.of(mail, sender, List.of(OF_COURIERS), "couriers", "raw/" + mail));
    }

    private EncryptedMail encrypted() {
        try (KmsClient kms = LocalCloud.at(keys.endpoint(), KmsClient.builder()).build()) {
            return EncryptedMail.of(MAIL, mail, kms);
        }
    }

    private void store(EncryptedMail stored) {
        box("raw-mail").whenAnyExchangeReceived(s3 -> {
            Message object = s3.getMessage();
            object.setHeader(AWS2S3Constants.METADATA, stored.metadata());
            object.setHeader(AWS2S3Constants.E_TAG, "etag");
            object.setHeader(AWS2S3Constants.CONTENT_LENGTH, "encrypted-length");
            object.setBody(new ByteArrayInputStream(stored.content()));
        });
    }

    private void work() {
        routes.sendBody("direct:work", new WorkOrder(new DeliveryId(mail, OF_COURIERS), 1).write());
    }

    private String lastNote(String recipient) {
        List<Entry.Event> timeline = entry(mail, recipient).timeline();
        return timeline.get(timeline.size() - 1).note();
    }

    /** The file that the set's script has kept of this mail. */
    private List<String> kept() throws IOException {
        Path folder = Path.of("target/route-tests");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(sender))
                    .map(EncryptedMailTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
