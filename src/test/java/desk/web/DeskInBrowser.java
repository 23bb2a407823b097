package desk.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Clock;
import ledger.InMemoryLedger;
import local.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import settings.Settings;

/** The desk with an empty ledger, as an operator sees it in Chromium. Without Chromium its tests are skipped. */
abstract class DeskInBrowser extends DeskTest {

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    Browser browser;

    @BeforeEach
    void openBrowser() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        QuarkusMock.installMockForType(new InMemoryLedger(clock, settings), InMemoryLedger.class);
        browser = new Browser(Browser.installed().orElseThrow(), Files.createTempDirectory("desk-browser-"));
        browser.see(OPERATOR, "en-GB", false, 1280, 900);
    }

    @AfterEach
    void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    /** @return the script's value as text */
    String ask(String script) {
        try {
            return browser.evaluate(script).asText();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
