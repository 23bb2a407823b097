package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import local.Configuration;
import local.cloud.Announcement;
import mail.NotificationReader;
import mail.RawMail;
import mail.S3Prefix;
import mail.UnreadableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxesTest {

    private static final String EVALUATED = "${camelContext}";

    private final Inboxes inboxes = inboxes("inbox/raw/,whole");

    @ParameterizedTest
    @CsvSource({
        "inbox, raw/mail-1",
        "inbox, raw/2026/mail-1",
        "inbox, replay/mail-1",
        "whole, mail-1",
        "whole, any/folder/mail-1",
        "elsewhere, archive/mail-1"
    })
    void aMailInAPlaceThatTheSettingsNameIsOurs(String bucket, String key) {
        RawMail raw = new RawMail(bucket, key);

        assertThat(inboxes.refusal("mail-1", raw)).isEmpty();
        assertThat(inboxes.address(delivery("mail-1", raw))).isEqualTo(new ObjectAddress(bucket, key));
    }

    @ParameterizedTest
    @CsvSource({
        "other, raw/mail-1",
        "inbox, mail-1",
        "inbox, raw2/mail-1",
        "inbox, parts/mail-1",
        "inbo, raw/mail-1",
        "inbox2, raw/mail-1",
        "elsewhere, raw/mail-1",
        "elsewhere, replay/mail-1",
        "'', ''"
    })
    void aMailElsewhereIsForeign(String bucket, String key) {
        assertForeign("mail-1", new RawMail(bucket, key), "bucket and key are in no inbox of the settings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVALUATED,
                "$simple{camelContext}",
                "$simple{body}/mail-1",
                "{{hikyaku.bucket.parts}}",
                "a}b",
                "a$b",
                "#{body}",
                "../mail-1",
                "./mail-1",
                "a/../../mail-1",
                "/mail-1",
                "a//mail-1",
                "folder/",
                "a\u0000b",
                "a\u001bb",
                "a\nb",
                "a b",
                "a?b",
                "メール",
                ""
            })
    void aKeyWithOtherCharactersThanThoseOfSesIsForeign(String name) {
        assertForeign("mail-1", new RawMail("inbox", "raw/" + name), "its key has characters that no key of SES has");
        assertForeign("mail-1", new RawMail("whole", name), "its key has characters that no key of SES has");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVALUATED, "$simple{camelContext}", "whole${body}", "inbox\u0000"})
    void aBucketThatCamelWouldEvaluateIsForeign(String bucket) {
        assertForeign("mail-1", new RawMail(bucket, "raw/mail-1"), "bucket and key are in no inbox of the settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVALUATED, "$simple{body}", "../mail-1", "a/b", "", "AMAZON_SES_SETUP_NOTIFICATION"})
    void aRowWhoseMailHasNoIdOfSesIsForeign(String mail) {
        assertForeign(mail, new RawMail("whole", "mail-1"), "its id has characters that no SES message id has");
    }

    private void assertForeign(String mail, RawMail raw, String reason) {
        assertThat(inboxes.refusal(mail, raw)).contains(reason);
        assertThatThrownBy(() -> inboxes.address(delivery(mail, raw)))
                .isInstanceOf(ForeignMail.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVALUATED, "$simple{body}", "a b", "x", "/"})
    void anAddressOfAnObjectCannotBeMadeOfOtherCharacters(String text) {
        assertThatThrownBy(() -> new ObjectAddress("bucket", text + EVALUATED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text + EVALUATED);
        assertThatThrownBy(() -> new ObjectAddress(text, "key")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox/{x}/", "$simple{x}", "inbox//", "in box", "/raw"})
    void anInboxThatNoMailCouldLieInIsAWrongSetting(String inbox) {
        assertThatThrownBy(() -> inboxes(inbox))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may contain only letters, digits and . _ = - between slashes");
    }

    @Test
    void withoutAnInboxEveryMailIsForeign() {
        Inboxes none = new Inboxes(Configuration.with(Map.of()));

        assertThat(none.all()).isEmpty();
        assertThat(none.refusal("mail-1", new RawMail("inbox", "raw/mail-1"))).isPresent();
    }

    @Test
    void aPartOfOurPlacesIsOursAndAWiderOneIsNot() {
        assertThat(inboxes.contain(S3Prefix.of("inbox/raw/2026"))).isTrue();
        assertThat(inboxes.contain(S3Prefix.of("inbox/raw"))).isTrue();
        assertThat(inboxes.contain(S3Prefix.of("whole"))).isTrue();
        assertThat(inboxes.contain(S3Prefix.of("inbox"))).isFalse();
        assertThat(inboxes.contain(S3Prefix.of("elsewhere"))).isFalse();
    }

    @Test
    void replayedMailsAreOursBesideAnInboxAndWhereTheSettingsSaySo() {
        assertThat(inboxes.containReplayed("inbox")).isTrue();
        assertThat(inboxes.containReplayed("elsewhere")).isFalse();
        assertThat(inboxes("inbox/raw/", "elsewhere").containReplayed("elsewhere"))
                .isTrue();
    }

    @Test
    void whatAnnouncesAForeignMailIsUnreadableAndIsNotQuoted() {
        AnnouncementReader announcements = new AnnouncementReader(new NotificationReader(), inboxes);
        String ours = Announcement.of("mail-1", "", List.of("a@shop.example"), "inbox", "raw/mail-1");
        String foreign = Announcement.of("mail-1", "", List.of("a@shop.example"), EVALUATED, EVALUATED);

        assertThat(announcements.read(ours)).hasSize(1);
        assertThat(announcements.read(Announcement.ofObject("inbox", "raw/mail-1")))
                .hasSize(1);
        for (String message : List.of(foreign, Announcement.ofObject(EVALUATED, "raw/mail-1"))) {
            assertThatThrownBy(() -> announcements.read(message))
                    .isInstanceOf(UnreadableMessage.class)
                    .hasMessageStartingWith("its mail is foreign: ")
                    .hasMessageNotContaining(EVALUATED);
        }
    }

    private static Delivery delivery(String mail, RawMail raw) {
        return Delivery.of(new DeliveryId(mail, "a@shop.example"), "", Instant.EPOCH, raw);
    }

    private static Inboxes inboxes(String inboxes) {
        return inboxes(inboxes, "elsewhere/archive");
    }

    private static Inboxes inboxes(String inboxes, String folders) {
        return new Inboxes(
                Configuration.with(Map.of("hikyaku.sweep.inboxes", inboxes, "hikyaku.replay.folders", folders)));
    }
}
