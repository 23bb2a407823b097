package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import addresses.AddressBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryId;
import local.Configuration;
import local.cloud.FaultProxy;
import local.cloud.KmsServer;
import local.cloud.LocalCloud;
import local.cloud.SesServer;
import mail.Notification;
import mail.RawMail;
import mail.S3Prefix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import replay.MailPreparation;
import replay.S3Folder;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket with plain and encrypted mail, and the readers outside the routes. */
class RawMailsTest {

    private static final String SENT = "Subject: order\r\n\r\none kettle\r\n";

    @TempDir
    static Path data;

    private static LocalCloud cloud;
    private static S3Client s3;
    private static KmsClient kms;
    private static RawMails mails;

    @BeforeAll
    static void openCloud() throws Exception {
        cloud = LocalCloud.onFreePorts(data, Map.of());
        s3 = LocalCloud.at(cloud.bucketGate().endpoint(), S3Client.builder().forcePathStyle(true))
                .build();
        kms = LocalCloud.at(cloud.keyGate().endpoint(), KmsClient.builder()).build();
        mails = new RawMails(s3, new MailDecryption(kms), new Spool());
    }

    @AfterAll
    static void closeCloud() throws Exception {
        s3.close();
        kms.close();
        cloud.close();
    }

    @AfterEach
    void behave() {
        cloud.keys().behave();
        cloud.mail().encrypt(false);
    }

    @Test
    void plainAndEncryptedMailOfOneBucketReadAlike() throws IOException {
        for (boolean encrypted : new boolean[] {true, false, true}) {
            RawMail stored = store(encrypted);

            assertThat(text(mails.open(stored))).endsWith(SENT);
            assertThat(text(mails.head(stored))).endsWith(SENT);
        }
    }

    @Test
    void whatLiesInTheBucketIsNotTheMail() throws IOException {
        RawMail stored = store(true);

        byte[] object = s3.getObjectAsBytes(get -> get.bucket(stored.bucket()).key(stored.key()))
                .asByteArray();

        assertThat(new String(object, StandardCharsets.ISO_8859_1)).doesNotContain("kettle");
    }

    @Test
    void ofAPlainMailTheHeadIsOneRequestAndNothingIsAskedOfKms() throws IOException {
        RawMail stored = store(false);
        long gets = requests(cloud.bucketGate(), "GET");
        long decrypts = requests(cloud.keyGate(), "Decrypt");

        mails.head(stored).close();

        assertThat(requests(cloud.bucketGate(), "GET") - gets).isEqualTo(1);
        assertThat(requests(cloud.keyGate(), "Decrypt")).isEqualTo(decrypts);
    }

    @Test
    void aMailThatWasChangedIsNotReadAtAllAndLeavesNothingOnTheDisk() throws IOException {
        RawMail stored = store(true);
        byte[] object = s3.getObjectAsBytes(get -> get.bucket(stored.bucket()).key(stored.key()))
                .asByteArray();
        Map<String, String> metadata = s3.headObject(
                        head -> head.bucket(stored.bucket()).key(stored.key()))
                .metadata();
        object[0] ^= 1;
        s3.putObject(
                put -> put.bucket(stored.bucket()).key(stored.key()).metadata(metadata), RequestBody.fromBytes(object));
        List<Path> before = scratch();

        assertThatThrownBy(() -> mails.open(stored)).isInstanceOf(MailNotDecrypted.class);
        assertThatThrownBy(() -> mails.head(stored)).isInstanceOf(MailNotDecrypted.class);
        assertThat(scratch()).isEqualTo(before);
    }

    @Test
    void aMailThatIsReadLeavesNothingOnTheDiskEither() throws IOException {
        RawMail stored = store(true);
        List<Path> before = scratch();

        try (InputStream mail = mails.open(stored)) {
            assertThat(scratch()).isEqualTo(before);
            assertThat(text(mail)).endsWith(SENT);
        }
    }

    @Test
    void aMailThatIsNotThereIsNotThere() {
        RawMail none = new RawMail(LocalCloud.RAW_BUCKET, "raw/none");

        assertThatThrownBy(() -> mails.open(none)).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void theEnvelopeOfAnEncryptedMailIsReadOutOfIt() {
        assertThat(envelopes().deliveries(List.of(unannounced(store(true)))))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.id().recipient()).isEqualTo("ne-001@shop.example"))
                .satisfies(delivery -> assertThat(delivery.sender()).isEqualTo("order@market.example"));
    }

    @Test
    void aMailWhoseEnvelopeCannotBeDecryptedHasADeliveryThatSaysSo() {
        Notification mail = unannounced(store(true));
        cloud.keys().refuse(KmsServer.Trouble.DENIED);

        List<Delivery> deliveries = envelopes().deliveries(List.of(mail));

        assertThat(deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(DeliverySplitter.obstacle(delivery.id()))
                        .get()
                        .asString()
                        .contains("cannot be decrypted")
                        .contains("hikyaku replay"));
    }

    @Test
    void anAddressThatLooksLikeNobodyIsStillAnAddress() {
        assertThat(DeliverySplitter.obstacle(new DeliveryId("mail-1", "-/set@shop.example")))
                .isEmpty();
        assertThat(DeliverySplitter.obstacle(new DeliveryId("mail-1", "-/set"))).isPresent();
    }

    @Test
    void whileKmsIsThrottledNoEnvelopeIsMadeUp() {
        Notification mail = unannounced(store(true));
        cloud.keys().refuse(KmsServer.Trouble.THROTTLED);

        assertThatThrownBy(() -> envelopes().deliveries(List.of(mail))).isInstanceOf(SdkException.class);
    }

    @Test
    void aReplayReadsEncryptedMailToo() throws IOException {
        RawMail stored = store(true);

        try (S3Folder folder = new S3Folder(s3, mails, new S3Prefix(stored.bucket(), stored.key()));
                MailPreparation intake =
                        new MailPreparation(null, List.of(), Clock.systemUTC(), data.resolve("scratch"))) {
            Optional<StoredMail> mail = folder.next();

            assertThat(intake.prepare(mail.orElseThrow()).announcement().recipients())
                    .containsExactly("ne-001@shop.example");
        }
    }

    private static RawMail store(boolean encrypted) {
        cloud.mail().encrypt(encrypted);
        String id = cloud.mail()
                .accept(
                        "order@market.example",
                        List.of("ne-001@shop.example"),
                        SENT.getBytes(StandardCharsets.US_ASCII));
        return new RawMail(LocalCloud.RAW_BUCKET, SesServer.key(id));
    }

    private static Notification unannounced(RawMail stored) {
        return Notification.ofObject(stored.key().replace("raw/", ""), Instant.EPOCH, stored);
    }

    private static DeliverySplitter envelopes() {
        Settings settings = Configuration.with(Map.of("hikyaku.sweep.inboxes", LocalCloud.INBOX));
        return new DeliverySplitter(mails, new Inboxes(settings), new AddressBook(settings, s3));
    }

    private static String text(InputStream mail) throws IOException {
        try (mail) {
            return new String(mail.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static long requests(FaultProxy gate, String operation) {
        return gate.requests().getOrDefault(operation, 0L);
    }

    /** The product's temporary files for one mail. */
    private static List<Path> scratch() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("hikyaku-\\d+\\.eml"))
                    .toList();
        }
    }
}
