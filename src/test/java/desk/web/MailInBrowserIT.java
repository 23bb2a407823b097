package desk.web;

import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import ledger.Delivery;
import ledger.Entry;
import org.junit.jupiter.api.Test;

/** What needs a browser: a mail's HTML, in which no script may run. */
@QuarkusTest
class MailInBrowserIT extends DeskInBrowser {

    /**
     * A mail's HTML may contain anything, so its frame has another origin than the desk. Without the sandbox, {@code
     * contentDocument} would be the mail's document.
     */
    @Test
    void theHtmlOfAMailIsShownApartFromTheDesk() throws Exception {
        Delivery delivery = delivery("demo", "ne-001");
        String mail = "Content-Type: text/html\r\n\r\n<p>kettle</p><script>parent.document.title = 'ran'</script>\r\n";
        objects.put("raw", delivery.raw().key(), mail.getBytes(StandardCharsets.US_ASCII));
        Entry held = delivered(delivery, HELD, "too-large");

        browser.open(desk.resolve("/desk/mail/" + place(held)));

        assertThat(ask("document.querySelector('iframe').srcdoc")).contains("<p>kettle</p>");
        assertThat(ask("document.querySelector('iframe').contentDocument === null"))
                .isEqualTo("true");
        assertThat(ask("document.title")).doesNotContain("ran");
    }
}
