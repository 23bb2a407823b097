package mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.cloud.Announcement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {

    private final NotificationReader reader = new NotificationReader();

    @Test
    void aNotificationIsReadRawAndInTheEnvelopeOfItsTopic() {
        String raw =
                Announcement.of("mail-1", "a@market.example", List.of("NE-001@Shop.example"), "bucket", "raw/mail-1");

        List<Notification> announced = reader.read(raw);

        assertThat(announced).isEqualTo(reader.read(Announcement.inEnvelope(raw)));
        assertThat(announced.get(0).mail()).isEqualTo("mail-1");
        assertThat(announced.get(0).recipients()).containsExactly("ne-001@shop.example");
        assertThat(announced.get(0).raw()).isEqualTo(new RawMail("bucket", "raw/mail-1"));
    }

    @Test
    void aRecipientNamedTwiceIsOneRecipient() {
        String raw = Announcement.of("mail-1", "", List.of("a@shop.example", "A@shop.example"), "bucket", "key");

        assertThat(reader.read(raw).get(0).recipients()).containsExactly("a@shop.example");
    }

    @Test
    void anEventOfTheBucketNamesTheMailAndNoEnvelope() {
        Notification mail =
                reader.read(Announcement.ofObject("bucket", "raw/mail-1")).get(0);

        assertThat(mail.mail()).isEqualTo("mail-1");
        assertThat(mail.hasNoEnvelope()).isTrue();
    }

    @Test
    void theSameEventByEventBridgeIsReadRawAndInTheEnvelopeOfATopic() {
        String event = Announcement.inEventBridge("bucket", "raw/mail-1", "Object Created");

        assertThat(reader.read(event))
                .isEqualTo(reader.read(Announcement.inEnvelope(event)))
                .containsExactly(Notification.ofObject(
                        "mail-1", Instant.parse("2026-11-23T11:57:00Z"), new RawMail("bucket", "raw/mail-1")));
    }

    @Test
    void aKeyIsUrlEncodedInS3sOwnEventOnly() {
        assertThat(reader.read(Announcement.inEventBridge("bucket", "a%2Bb+c/mail-1", "Object Created"))
                        .get(0)
                        .raw()
                        .key())
                .isEqualTo("a%2Bb+c/mail-1");
        assertThat(reader.read(Announcement.ofObject("bucket", "a%2Bb+c/mail-1"))
                        .get(0)
                        .raw()
                        .key())
                .isEqualTo("a+b c/mail-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object Deleted", "Object Restore Completed", "Object Tags Added", ""})
    void anotherEventOfTheBucketAnnouncesNoMail(String type) {
        String event = Announcement.inEventBridge("bucket", "raw/mail-1", type);

        assertThatThrownBy(() -> reader.read(event))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("not Object Created");
    }

    @Test
    void theObjectThatSesLeavesWhenARuleIsSetUpIsNoMail() {
        String key = "raw/AMAZON_SES_SETUP_NOTIFICATION";

        assertThat(reader.read(Announcement.inEventBridge("bucket", key, "Object Created")))
                .isEmpty();
        assertThat(reader.read(Announcement.ofObject("bucket", key))).isEmpty();
    }

    @Test
    void mailManagersOwnNotificationSaysNotWhereTheMailLiesAndIsToldSo() {
        String message = "{\"notificationType\":\"Received\",\"mail\":{\"messageId\":\"mail-1\"},\"receipt\":"
                + "{\"recipients\":[\"a@shop.example\"],\"action\":{\"type\":\"SNS\",\"topicArn\":\"arn:aws:sns:us-east-1:"
                + "000000000000:t\",\"encoding\":\"UTF8\",\"payloadType\":\"HEADERS\"}}}";

        assertThatThrownBy(() -> reader.read(message))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("Mail Manager")
                .hasMessageContaining("let the bucket announce its objects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"time\":\"x\",\"detail\":{\"bucket\":{\"name\":\"b\"},"
                        + "\"object\":{\"key\":\"k\"}}}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"time\":\"2026-11-23T11:57:00Z\",\"detail\":"
                        + "{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"raw/../e e\"}}}",
                "[]",
                "{}",
                "{\"Records\":[]}",
                "{\"notificationType\":\"Bounce\"}",
                "{\"notificationType\":\"Received\",\"mail\":{},\"receipt\":{}}",
                "{\"Type\":\"Notification\",\"Message\":\"no json\"}"
            })
    void whatAnnouncesNoMailIsUnreadable(String message) {
        assertThatThrownBy(() -> reader.read(message)).isInstanceOf(UnreadableMessage.class);
    }

    @Test
    void anIdThatWouldLeaveItsFolderIsUnreadable() {
        String raw = Announcement.of("../../etc", "", List.of("a@shop.example"), "bucket", "key");

        assertThatThrownBy(() -> reader.read(raw)).isInstanceOf(UnreadableMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lambda", "Bounce", "WorkMail", "s3", ""})
    void aMailThatItsRuleHasNotStoredInS3IsUnreadable(String action) {
        String stored = announcement("a@market.example", "ne-001@shop.example");

        assertUnreadable(
                stored.replace("\"type\":\"S3\"", "\"type\":\"" + action + "\""),
                "the receipt rule's action is not S3: the mail is not stored anywhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void aTimeThatNoMailCanHaveComeAtIsUnreadable(String time) {
        String message = announcement("a@market.example", "ne-001@shop.example");
        String event = Announcement.ofObject("bucket", "raw/mail-1");

        assertUnreadable(
                message.replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + time + "\""),
                "the timestamp is not between 1970 and 9999");
        assertUnreadable(
                event.replaceAll("\"eventTime\":\"[^\"]*\"", "\"eventTime\":\"" + time + "\""),
                "the timestamp is not between 1970 and 9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail/%zz", "mail/%", "mail/%2"})
    void aKeyThatDoesNotDecodeIsUnreadable(String key) {
        assertUnreadable(Announcement.ofObject("bucket", key), "the object key is not URL-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {" trailing", "{}", "]", "\n{\"Type\":\"Notification\"}"})
    void textBehindTheDocumentMakesItUnreadable(String more) {
        String message = announcement("a@market.example", "ne-001@shop.example");

        assertUnreadable(message + more, "not JSON");
        assertUnreadable(Announcement.inEnvelope(message + more), "not JSON");
        assertThat(reader.read(message + " \n")).hasSize(1);
    }

    @Test
    void anAddressThatTheLedgerHasNoRoomForIsUnreadable() {
        String longest = "x".repeat(500 - "@shop.example".length()) + "@shop.example";

        assertThat(reader.read(announcement(longest, longest))).hasSize(1);
        assertUnreadable(announcement("x" + longest, longest), "a sender is longer than 500 characters");
        assertUnreadable(announcement(longest, "x" + longest), "a recipient is longer than 500 characters");
        assertUnreadable(announcement("", " "), "receipt.recipients is missing or empty");
    }

    @Test
    void aPolicyOfDmarcIsNoLongerThanAWord() {
        String message = Announcement.of(
                "mail-1",
                "",
                List.of("a@shop.example"),
                "bucket",
                "key",
                new Verdicts(Map.of(), "quarantine" + "x".repeat(100_000)),
                "");

        assertThat(reader.read(message).get(0).verdicts().dmarcPolicy()).isEqualTo("quarantinexxxxxxxxxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[7]}",
                "{\"Records\":{\"a\":null}}",
                "{\"notificationType\":\"Received\",\"mail\":7,\"receipt\":\"x\"}",
                "{\"notificationType\":{\"a\":1}}",
                "{\"Type\":\"Notification\",\"Message\":{\"a\":1}}"
            })
    void otherShapesAreUnreadableToo(String message) {
        assertThatThrownBy(() -> reader.read(message)).isInstanceOf(UnreadableMessage.class);
    }

    @Test
    void whateverClassAFailureOfReadingHasTheMessageIsUnreadable() {
        assertThatThrownBy(() -> UnreadableMessage.unlessRead(() -> {
                    throw new ArithmeticException("long overflow of ne-001@shop.example");
                }))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessage("cannot be read: ArithmeticException");
    }

    /** SQS refuses a message with some characters that an address may have. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\uFFFFb", "a\uD800b", "注文"})
    void anAnnouncementIsWrittenInAsciiAndReadAsItWas(String local) {
        Notification mail = reader.read(announcement(local + "@market.example", local + "@shop.example"))
                .get(0);

        String written = NotificationWriter.write(mail);

        assertThat(written).matches("[ -~]+");
        assertThat(reader.read(written).get(0).sender()).isEqualTo(mail.sender());
        assertThat(reader.read(written).get(0).recipients()).isEqualTo(mail.recipients());
    }

    private static String announcement(String sender, String recipient) {
        return Announcement.of("mail-1", sender, List.of(recipient), "bucket", "raw/mail-1");
    }

    private void assertUnreadable(String message, String reason) {
        assertThatThrownBy(() -> reader.read(message))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessage(reason);
    }

    @Test
    void whatInvokesTheFunctionIsReadAsTheAnnouncementOfTheSameMail() {
        String announced = Announcement.of(
                "mail-1",
                "a@market.example",
                List.of("NE-001@Shop.example", "b@shop.example"),
                "bucket",
                "raw/mail-1",
                new Verdicts(Map.of(Verdicts.VerdictType.SPAM, Verdicts.Verdict.FAIL), "reject"),
                "<1@market.example>");

        assertThat(reader.readInvocation(Announcement.asInvocation(announced), recipient -> "bucket/raw/"))
                .isEqualTo(reader.read(announced));
    }

    @ParameterizedTest
    @CsvSource({
        "bucket,mail-1",
        "bucket/,mail-1",
        "bucket/raw/,raw/mail-1",
        "bucket/raw,raw/mail-1",
        "bucket/a/b/,a/b/mail-1"
    })
    void theFunctionKnowsWhereTheRuleHasPutTheMail(String inbox, String key) {
        String event = Announcement.asInvocation(
                Announcement.of("mail-1", "", List.of("a@shop.example"), "elsewhere", "elsewhere"));

        assertThat(reader.readInvocation(event, recipient -> inbox).get(0).raw())
                .isEqualTo(new RawMail("bucket", key));
    }

    @Test
    void theEventBySettingUpARuleIsNoMail() {
        String event = Announcement.asInvocation(
                Announcement.of("AMAZON_SES_SETUP_NOTIFICATION", "", List.of("a@shop.example"), "bucket", "key"));

        assertThat(reader.readInvocation(event, recipient -> "bucket")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"Records\":[]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:ses\",\"ses\":{}}]}",
                "{\"Records\":[{\"eventSource\":\"aws:ses\",\"ses\":{\"mail\":{\"messageId\":\"../a\"}}}]}",
                "{\"Records\":[{\"eventSource\":\"aws:ses\",\"ses\":{\"mail\":{\"messageId\":\"a\"},\"receipt\":{}}}]}"
            })
    void whatInvokesTheFunctionAndTellsOfNoMailIsUnreadable(String event) {
        assertThatThrownBy(() -> reader.readInvocation(event, recipient -> "bucket"))
                .isInstanceOf(UnreadableMessage.class);
    }
}
