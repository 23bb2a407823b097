package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import local.Configuration;
import mail.RawMail;
import mail.S3Prefix;
import org.junit.jupiter.api.Test;

/** Which set owns the mail at a location. */
class InboxesOfSetsTest {

    @Test
    void aSetHasTheMailOfItsOwnInboxAlone() {
        Inboxes inboxes = inboxes(Map.of("shop", "mail/inbox/shop/", "books", "mail/inbox/books"));

        assertThat(has(inboxes, "shop", "mail", "inbox/shop/mail-1")).isTrue();
        assertThat(has(inboxes, "shop", "mail", "inbox/shop/replay/replay-1")).isTrue();
        assertThat(has(inboxes, "shop", "mail", "inbox/books/mail-1")).isFalse();
        assertThat(has(inboxes, "shop", "mail", "inbox/shop")).isFalse();
        assertThat(has(inboxes, "shop", "parts", "inbox/shop/mail-1")).isFalse();
        assertThat(has(inboxes, "books", "mail", "inbox/books/mail-1")).isTrue();
        assertThat(has(inboxes, "books", "mail", "inbox/books-of-others/mail-1"))
                .isFalse();
    }

    @Test
    void aSetThatSharesAnInboxHasNoMailOfOneThatDoesNot() {
        Inboxes inboxes = inboxes(Map.of("shop", "mail/inbox/shop/"));

        assertThat(has(inboxes, "books", "mail", "raw/mail-1")).isTrue();
        assertThat(has(inboxes, "books", "mail", "inbox/shop/mail-1")).isFalse();
        assertThat(has(inboxes, "", "mail", "inbox/shop/mail-1"))
                .as("of no set")
                .isTrue();
        assertThat(inboxes.setOf(new RawMail("mail", "inbox/shop/mail-1"))).isEqualTo("shop");
        assertThat(inboxes.setOf(new RawMail("mail", "raw/mail-1"))).isEmpty();
    }

    @Test
    void inboxesThatOverlapAreRefused() {
        for (String other : new String[] {"mail", "mail/", "mail/inbox", "mail/inbox/shop", "mail/inbox/shop/books"}) {
            assertThatThrownBy(() -> inboxes(Map.of("shop", "mail/inbox/shop/", "books", other)))
                    .hasMessageContaining("the inboxes of sets books and shop overlap");
        }
    }

    @Test
    void theSweeperLooksIntoAllOfThem() {
        assertThat(inboxes(Map.of("shop", "mail/inbox/shop/")).all())
                .containsExactly(
                        new Inboxes.Inbox("shop", new S3Prefix("mail", "inbox/shop/")),
                        new Inboxes.Inbox("", new S3Prefix("mail", "raw/")));
    }

    private static boolean has(Inboxes inboxes, String set, String bucket, String key) {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        return inboxes.hasMailOf(
                Delivery.of(id, "", Instant.EPOCH, new RawMail(bucket, key)).in(set, "ne-001"));
    }

    private static Inboxes inboxes(Map<String, String> bySet) {
        Map<String, String> settings = new HashMap<>(Map.of("hikyaku.sweep.inboxes", "mail/raw/"));
        for (String set : new String[] {"shop", "books"}) {
            settings.put("hikyaku.sets." + set + ".domains", set + ".example");
            settings.put("hikyaku.sets." + set + ".aliases", "demo/aliases");
            settings.put("hikyaku.sets." + set + ".cluster", set);
            settings.put("hikyaku.sets." + set + ".task-definition", set);
        }
        bySet.forEach((set, inbox) -> settings.put("hikyaku.sets." + set + ".inbox", inbox));
        return new Inboxes(Configuration.with(settings));
    }
}
