package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import local.cloud.Announcement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The object that SES writes when a receipt rule is set up looks like a mail but is not one. */
class SetupNotificationTest {

    private static final String SETUP = "AMAZON_SES_SETUP_NOTIFICATION";

    private final NotificationReader reader = new NotificationReader();

    @Test
    void anObjectThatSesLeavesIsNoMailAndAMailIsOne() {
        assertThat(reader.read(Announcement.ofObject("bucket", "raw/" + SETUP))).isEmpty();
        assertThat(reader.read(Announcement.ofObject("bucket", "raw/mail-1")))
                .extracting(Notification::mail)
                .containsExactly("mail-1");
    }

    @Test
    void anAnnouncementOfItIsNoMail() {
        assertThat(reader.read(Announcement.of(SETUP, "", List.of("a@shop.example"), "bucket", SETUP)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail-1", "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1", "A.b_c-9"})
    void anObjectWithTheNameOfAMailIsTakenBySweeps(String name) {
        assertThat(NotificationReader.isMail(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SETUP, "", "a b", "${x}", "a/b", "注文"})
    void anyOtherObjectIsLeftAlone(String name) {
        assertThat(NotificationReader.isMail(name)).isFalse();
    }

    @Test
    void aNameThatIsTooLongForAKeyIsLeftAlone() {
        assertThat(NotificationReader.isMail("a".repeat(128))).isTrue();
        assertThat(NotificationReader.isMail("a".repeat(129))).isFalse();
    }
}
