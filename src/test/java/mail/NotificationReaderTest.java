package mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.Announcement;
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
                .isInstanceOf(UnreadableNotification.class)
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
                .isInstanceOf(UnreadableNotification.class)
                .hasMessageContaining("Mail Manager")
                .hasMessageContaining("announce the bucket's objects");
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
        assertThatThrownBy(() -> reader.read(message)).isInstanceOf(UnreadableNotification.class);
    }

    @Test
    void anIdThatWouldLeaveItsFolderIsUnreadable() {
        String raw = Announcement.of("../../etc", "", List.of("a@shop.example"), "bucket", "key");

        assertThatThrownBy(() -> reader.read(raw)).isInstanceOf(UnreadableNotification.class);
    }

    @Test
    void aKeyThatCamelWouldEvaluateIsUnreadable() {
        String raw = Announcement.of("mail-1", "", List.of("a@shop.example"), "bucket", "raw/${body}");

        assertThatThrownBy(() -> reader.read(raw)).isInstanceOf(UnreadableNotification.class);
    }

    @Test
    void whatInvokesTheFunctionIsReadAsTheAnnouncementOfTheSameMail() {
        String announced = Announcement.of(
                "mail-1",
                "a@market.example",
                List.of("NE-001@Shop.example", "b@shop.example"),
                "bucket",
                "raw/mail-1",
                new Verdicts(Map.of(Verdicts.Check.SPAM, Verdicts.Verdict.FAIL), "reject"),
                "<1@market.example>");

        assertThat(reader.readInvocation(Announcement.asInvocation(announced), "bucket/raw/"))
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

        assertThat(reader.readInvocation(event, inbox).get(0).raw()).isEqualTo(new RawMail("bucket", key));
    }

    @Test
    void theEventBySettingUpARuleIsNoMail() {
        String event = Announcement.asInvocation(
                Announcement.of("AMAZON_SES_SETUP_NOTIFICATION", "", List.of("a@shop.example"), "bucket", "key"));

        assertThat(reader.readInvocation(event, "bucket")).isEmpty();
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
        assertThatThrownBy(() -> reader.readInvocation(event, "bucket")).isInstanceOf(UnreadableNotification.class);
    }
}
