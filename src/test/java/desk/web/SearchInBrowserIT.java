package desk.web;

import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import local.Waiting;
import mail.RawMail;
import mail.Verdicts;
import mail.WrittenHeaders;
import org.junit.jupiter.api.Test;
import routes.SettableTime;

/** An operator who does not know the shop searches for a mail from Rakuten, among twenty thousand mails of the day. */
@QuarkusTest
class SearchInBrowserIT extends DeskInBrowser {

    private static final int MAILS_OF_THE_DAY = 20_000;
    private static final Duration BETWEEN_TWO = Duration.ofDays(1).dividedBy(MAILS_OF_THE_DAY);

    @Test
    void theRakutenMailIsOpenAfterThreeActionsAndFiveSeconds() throws Exception {
        Instant midnight = SettableTime.set().instant();
        for (int i = 0; i < MAILS_OF_THE_DAY; i++) {
            ledger.claim(
                    mail(
                            "mail-" + i,
                            "order@market-" + i % 400 + ".example",
                            midnight.plus(BETWEEN_TWO.multipliedBy(i))),
                    "pipeline-1");
        }
        Entry wanted =
                delivered(mail("the-one", "order@rakuten.example", midnight.plusSeconds(3600)), HELD, "spam-fail");
        SettableTime.set().advance(Duration.ofDays(1));
        browser.open(desk.resolve("/desk"));

        long start = System.nanoTime();
        press("/");
        type("rakuten");
        Waiting.until("the list is there", () -> at("/desk/find") && hasRows(1));
        press("j");
        browser.evaluate("document.activeElement.click()");
        Waiting.until("the delivery is there", () -> at("/desk/delivery/" + place(wanted)));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf("%,d mails, 3 actions: %d ms%n", MAILS_OF_THE_DAY, took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(evaluated("document.querySelector('.happened').textContent")).contains("It is held");
    }

    /** Sends the page the same event as a pressed key does. */
    private void press(String key) throws InterruptedException {
        browser.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key
                + "', bubbles: true, cancelable: true})); 0");
    }

    private void type(String text) throws InterruptedException {
        browser.evaluate(
                "document.activeElement.value = '" + text + "'; document.activeElement.form.requestSubmit(); 0");
    }

    private boolean at(String path) {
        return evaluated("document.readyState == 'complete' ? location.pathname : ''")
                .equals(path);
    }

    private boolean hasRows(int count) {
        return evaluated("document.querySelectorAll('table.found tbody tr').length")
                .equals(Integer.toString(count));
    }

    private String evaluated(String script) {
        try {
            return ask(script);
        } catch (IllegalStateException e) {
            return ""; // the page is changing
        }
    }

    private static Delivery mail(String id, String author, Instant at) {
        return new Delivery(
                new DeliveryId(id, "ne-" + Math.floorMod(id.hashCode(), 3000) + "@shop.example"),
                "bounce@service.example",
                at,
                new RawMail("raw", "raw/" + id),
                Verdicts.UNKNOWN,
                "",
                "demo",
                "ne-" + Math.floorMod(id.hashCode(), 3000),
                new WrittenHeaders(author, ""));
    }
}
