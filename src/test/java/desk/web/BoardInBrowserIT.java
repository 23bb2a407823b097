package desk.web;

import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import ledger.Delivery;
import ledger.Entry;
import ledger.InMemoryLedger;
import local.Browser;
import local.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.SettableTime;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tests that need a browser: an open board while the ledger is unavailable and when it is back, and a mail's HTML, in
 * which no script may run.
 */
@QuarkusTest
class BoardInBrowserIT extends DeskTest {

    private static final Duration OLDER_THAN_ANY_READING = Duration.ofMinutes(2);

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private Browser browser;

    @BeforeEach
    void openBrowser() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        browser = new Browser(Browser.installed().orElseThrow(), Files.createTempDirectory("desk-browser-"));
        browser.see(OPERATOR, "en-GB", false, 1280, 900);
    }

    @AfterEach
    void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anOpenBoardSaysThatItsNumbersAreOldUntilTheLedgerIsBack() throws Exception {
        browser.open(desk.resolve("/desk"));
        assertThat(isStale()).isFalse();

        QuarkusMock.installMockForType(new AwayLedger(clock, settings), InMemoryLedger.class);
        SettableTime.set().advance(OLDER_THAN_ANY_READING);
        Waiting.until("the board says that it is old", this::isStale);
        assertThat(browser.evaluate("document.querySelectorAll('.sets tbody tr').length")
                        .asInt())
                .as("the last numbers stay")
                .isPositive();

        QuarkusMock.installMockForType(new InMemoryLedger(clock, settings), InMemoryLedger.class);
        Waiting.until("the board is fresh again", () -> !isStale());
    }

    private boolean isStale() {
        try {
            return !browser.evaluate("document.getElementById('stale').hidden").asBoolean();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

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

        assertThat(browser.evaluate("document.querySelector('iframe').srcdoc").asText())
                .contains("<p>kettle</p>");
        assertThat(browser.evaluate("document.querySelector('iframe').contentDocument === null")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.title").asText()).doesNotContain("ran");
    }

    static class AwayLedger extends InMemoryLedger {

        AwayLedger(Clock clock, Settings settings) {
            super(clock, settings);
        }

        @Override
        public int count(Wanted wanted, int atMost) {
            throw SdkClientException.create("away");
        }
    }
}
