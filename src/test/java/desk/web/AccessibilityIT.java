package desk.web;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import desk.OperatorAction;
import desk.Selection;
import desk.StatusReason;
import desk.groups.BulkActions;
import desk.groups.BulkRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.Delivery;
import ledger.Entry;
import ledger.OperatorLedger;
import local.Browser;
import local.Waiting;
import org.junit.jupiter.api.Test;
import policy.PausedSets;
import routes.SettableTime;
import settings.Settings;
import watch.FiringAlarm;
import watch.FiringAlarms;

/**
 * Every page in Chromium, in both languages, light and dark, on a wide screen and on a phone: axe-core finds no
 * violation, and nothing is wider than the window. The pictures are in target/desk-pictures. Needs Chromium, and
 * axe-core, which {@code src/test/sh/axe} fetches.
 */
@QuarkusTest
class AccessibilityIT extends DeskTest {

    private static final Path AXE = Path.of("target/axe/axe.min.js");
    private static final Path PICTURES = Path.of("target/desk-pictures");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    /** Appended to the address of a list, so that the test ticks its first row. */
    private static final String TICKED = "#ticked";

    private static final String VIOLATIONS = """
            axe.run(document, {iframes: false}).then(found => found.violations.map(one =>
                one.id + ": " + one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(" | ")))
            """;

    @Inject
    OperatorLedger actions;

    @Inject
    PausedSets paused;

    @Inject
    BulkActions bulk;

    @Inject
    MeterRegistry meters;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Test
    void axeFindsNothingOnAnyPageInAnyModeWidthOrLanguage() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        assumeTrue(Files.exists(AXE), "axe-core is missing: src/test/sh/axe fetches it");
        Files.createDirectories(PICTURES);
        Map<String, String> pages = pages();
        List<String> wrong = new ArrayList<>();
        Path profile = Files.createTempDirectory("desk-browser-");
        try (Browser browser = new Browser(Browser.installed().orElseThrow(), profile)) {
            for (String language : List.of("en-GB", "ja-JP")) {
                for (boolean dark : List.of(false, true)) {
                    for (int width : List.of(WIDE, PHONE)) {
                        browser.see(OPERATOR, language, dark, width, 900);
                        for (Map.Entry<String, String> page : pages.entrySet()) {
                            String mode = "%s-%s-%s-%d"
                                    .formatted(page.getKey(), language.substring(0, 2), dark ? "dark" : "light", width);
                            look(browser, page.getValue(), mode, width, wrong);
                        }
                    }
                }
            }
        }
        paused.readAll()
                .forEach(pause -> paused.resume(pause.set(), pause.since())); // other tests have the same application
        assertThat(wrong).isEmpty();
    }

    private void look(Browser browser, String path, String mode, int width, List<String> wrong) throws Exception {
        browser.open(desk.resolve(path));
        if (path.endsWith(TICKED)) {
            browser.evaluate("document.querySelector('input[name=one]').click();"
                    + "document.querySelector('#selection button.release').click()");
            Waiting.until(
                    "the page of the ticked rows is there",
                    () -> browser.evaluate("document.readyState === 'complete' && location.pathname")
                            .asText()
                            .startsWith("/desk/selection/"));
        }
        Files.write(PICTURES.resolve(mode + ".webp"), browser.picture("webp"));
        Files.write(PICTURES.resolve(mode + ".png"), browser.wholePage());
        browser.evaluate(Files.readString(AXE) + ";0");
        for (JsonNode violation : browser.evaluate(VIOLATIONS)) {
            wrong.add(mode + " " + violation.asText());
        }
        int needed = browser.evaluate("document.documentElement.scrollWidth").asInt();
        if (needed > width) {
            wrong.add(mode + " is " + needed + " wide");
        }
        if (browser.evaluate("document.querySelectorAll('time[title]').length").asInt()
                != browser.evaluate("document.querySelectorAll('time[datetime]').length")
                        .asInt()) {
            wrong.add(mode + " has a time that is not in the reader's zone");
        }
    }

    private String emptyGroup() {
        Selection nothing = Selection.of("raw", HELD, Instant.EPOCH, Instant.EPOCH, Integer.MAX_VALUE);
        return bulk.start(new BulkRequest(OperatorAction.RELEASE, nothing, 40, 50, "mika", "the aliases are there now"))
                .orElseThrow();
    }

    /** Makes alarms fire, as after a night in which a set's program was broken. */
    private void fireAlarms() {
        FiringAlarms.Reading reading = new FiringAlarms.Reading(
                List.of(
                        new FiringAlarm(
                                "ManyFailed",
                                "page",
                                Map.of("set", "demo", "status", "FAILED"),
                                23,
                                SettableTime.set().instant()),
                        new FiringAlarm(
                                "DeadLetters",
                                "ticket",
                                Map.of("queue", "dead-letters"),
                                1,
                                SettableTime.set().instant())),
                SettableTime.set().instant());
        QuarkusMock.installMockForType(
                new FiringAlarms(meters, settings, clock) {
                    @Override
                    public Reading now() {
                        return reading;
                    }
                },
                FiringAlarms.class);
    }

    private Map<String, String> pages() throws Exception {
        fireAlarms();
        Entry failed = day();
        Entry held = delivered(mail(), HELD, "too-large");
        String reason = StatusReason.of("no alias for this address").id();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("board", "/desk");
        pages.put("list", "/desk/find?set=demo&status=HELD");
        pages.put("search", search(Map.of("sender", "market.example", "from", "2d", "zone", "Asia/Tokyo")));
        pages.put("search-wrong", "/desk/find?q=nothing");
        pages.put("nothing", "/desk/find?set=raw&status=FORGOTTEN");
        pages.put("groups", "/desk/groups?set=demo&status=HELD");
        pages.put("bulk", "/desk/groups/release?set=demo&status=HELD&reason=" + reason);
        pages.put("delivery", "/desk/delivery/" + place(failed));
        pages.put("delivery-held", "/desk/delivery/" + place(held));
        pages.put("mail", "/desk/mail/" + place(held));
        pages.put("actions", "/desk/actions");
        pages.put("picture", "/desk/picture");
        pages.put("selection", "/desk/find?set=demo&status=HELD" + TICKED);
        pages.put("progress", "/desk/groups/progress/" + emptyGroup());
        pages.put("bulk-actions", "/desk/groups/progress");
        pages.put("missing", "/desk/nothing");
        return pages;
    }

    /** A day of a shop system's mail. @return a delivery that failed, was redriven and failed again */
    private Entry day() {
        for (int hour = 0; hour < 22; hour++) {
            int orders = 2 + 9 * hour % 14;
            for (int i = 0; i < orders; i++) {
                SettableTime.set().advance(Duration.ofSeconds(120));
                done(delivery("demo", "ne-%03d".formatted(i)), i);
            }
            SettableTime.set().advance(Duration.ofMinutes(60 - 2L * orders));
            if (hour > 15) {
                for (int i = 0; i < hour - 12; i++) {
                    delivered(delivery("demo", "ne-new-" + hour + i), HELD, "no alias for this address");
                }
            }
        }
        delivered(delivery("narrow", "ne-007"), DEAD, "exit 75: database is locked");
        delivered(delivery("", ""), FAILED, "no set has this domain");
        delivered(delivery("demo", "ne-004"), RETRY, "exit 75: database is locked");
        Entry spam = delivered(delivery("demo", "ne-005"), HELD, "spam-fail");
        actions.drop(spam.claim().id(), HELD, "mika", "spam, looked at");
        paused.pause("narrow", "mika", "its database is being moved");
        Delivery delivery = delivery("demo", "ne-003");
        delivered(delivery, FAILED, "exit 1: Undefined variable: order in /opt/app/receive-mail.php on line 12");
        SettableTime.set().advance(Duration.ofMinutes(20));
        actions.reopen(delivery.id(), FAILED, "mika", "mended in release 12");
        SettableTime.set().advance(Duration.ofSeconds(9));
        return delivered(delivery, FAILED, "exit 1: Undefined variable: order in /opt/app/receive-mail.php on line 13");
    }

    private void done(Delivery delivery, int seconds) {
        SettableTime.set().advance(Duration.ofSeconds(seconds % 7 + 1));
        delivered(delivery, DONE, "exit 0");
    }

    private Delivery mail() {
        Delivery delivery = delivery("demo", "ne-006");
        String mail = """
                From: =?utf-8?B?5rOo5paH56qT5Y+j?= <order@market.example>
                To: ne-006@shop.example
                Subject: =?utf-8?B?44GU5rOo5paH44GC44KK44GM44Go44GG44GU44GW44GE44G+44GZ?= 4711
                Date: Tue, 24 Nov 2026 10:00:00 +0900
                Message-ID: <order-4711@market.example>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b"

                --b
                Content-Type: text/plain; charset=UTF-8

                one kettle, order 4711
                --b
                Content-Type: text/html; charset=UTF-8

                <h1 style="color:red">Order 4711</h1><img src="https://tracker.example/1.png"><p>one <b>kettle</b>
                <script>document.body.textContent = 'ran'</script>
                --b
                Content-Type: text/csv
                Content-Disposition: attachment; filename="order-4711.csv"

                kettle,1
                --b--
                """;
        objects.put("raw", delivery.raw().key(), mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return delivery;
    }
}
