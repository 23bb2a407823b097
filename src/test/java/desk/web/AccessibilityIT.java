package desk.web;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.OperatorLedger;
import ledger.Transition;
import ledger.records.SharedRecord;
import ledger.records.SharedRecords;
import local.Browser;
import org.junit.jupiter.api.Test;
import policy.PausedSets;
import routes.SettableTime;
import settings.Settings;
import watch.FiringAlarm;
import watch.FiringAlarms;

/**
 * Every page in Chromium, in both languages, light and dark, on a wide screen and on a phone: axe-core finds no
 * violation, and nothing is wider than the window. Needs Chromium, and axe-core, which {@code src/test/sh/axe} fetches.
 * The environment variable DESK_PICTURES names a folder for pictures of all pages; then a delivery in each status is
 * among them.
 */
@QuarkusTest
class AccessibilityIT extends DeskTest {

    private static final Path AXE = Path.of("target/axe/axe.min.js");
    private static final String PICTURES = System.getenv("DESK_PICTURES");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    /** What the test does on a page whose URL has this fragment, to reach the page that is checked. */
    private static final Map<String, String> CLICKS = Map.of(
            "ticked", """
            document.querySelector('input[name=one]').click();
            document.querySelector('#selection button.release').click()
            """,
            "time", """
            document.querySelector('[name=from]').value = 'soon';
            document.querySelector('form.search').requestSubmit()
            """,
            "words", """
            document.querySelector('[name=text]').value = 'kettle '.repeat(9);
            document.querySelector('form.search').requestSubmit()
            """,
            "much", """
            document.querySelector('[name=text]').value = 'x'.repeat(70000);
            document.querySelector('form.search').requestSubmit()
            """);

    private static final String VIOLATIONS = """
            axe.run(document, {iframes: false}).then(found => found.violations.map(one =>
                one.id + ": " + one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(" | ")))
            """;

    /** Finds a heading above an empty cell of a narrow table, a run whose end is outside the window, and a time without zone. */
    private static final String INCOMPLETE = """
            [...document.querySelectorAll(".cards td[data-label]")]
                .filter(cell => cell.childNodes.length && !cell.textContent.trim() && !cell.querySelector("input, svg"))
                .map(cell => "nothing below " + cell.dataset.label)
                .concat([...document.querySelectorAll(".scroll")]
                    .filter(run => run.scrollWidth > run.clientWidth).map(run => "cut: " + run.ariaLabel))
                .concat([...document.querySelectorAll(".hint time")]
                    .filter(time => !/GMT|JST/.test(time.textContent)).map(time => "no zone: " + time.textContent))
            """;

    /** Prefix of the names of pages that differ only in a delivery's status. Only two of the eight modes check them. */
    private static final String STATUS = "status-";

    @Inject
    OperatorLedger actions;

    @Inject
    PausedSets paused;

    @Inject
    BulkActions bulk;

    @Inject
    SharedRecords records;

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
        Map<String, String> pages = pages();
        List<String> wrong = inBothLanguages(pages);
        QuarkusMock.installMockForType(new AwayLedger(clock, settings), InMemoryLedger.class);
        wrong.addAll(inBothLanguages(Map.of("away", "/desk/groups?set=demo&status=HELD")));
        paused.readAll()
                .forEach(pause -> paused.resume(pause.set(), pause.since())); // other tests have the same application
        assertThat(wrong).isEmpty();
    }

    /** A browser for each language, at the same time: axe calculates in one thread. @return what is wrong */
    private List<String> inBothLanguages(Map<String, String> pages) throws Exception {
        List<String> wrong = new ArrayList<>();
        ExecutorService browsers = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<String>>> languages = List.of(() -> look("en-GB", pages), () -> look("ja-JP", pages));
            for (Future<List<String>> found : browsers.invokeAll(languages)) {
                wrong.addAll(found.get());
            }
        } finally {
            browsers.shutdownNow();
        }
        return wrong;
    }

    private List<String> look(String language, Map<String, String> pages) throws Exception {
        List<String> wrong = new ArrayList<>();
        Path profile = Files.createTempDirectory("desk-browser-");
        try (Browser browser = new Browser(Browser.installed().orElseThrow(), profile)) {
            for (boolean dark : List.of(false, true)) {
                for (int width : List.of(WIDE, PHONE)) {
                    for (Map.Entry<String, String> page : pages.entrySet()) {
                        String mode = "%s-%s-%s-%d"
                                .formatted(page.getKey(), language.substring(0, 2), dark ? "dark" : "light", width);
                        boolean isMixed = dark != (width == PHONE) || dark != language.startsWith("ja");
                        if (isMixed && page.getKey().startsWith(STATUS)) {
                            continue;
                        }
                        String[] address = page.getValue().split("#");
                        String fragment = address.length > 1 ? address[1] : "";
                        String user = fragment.equals("viewer") ? VIEWER : OPERATOR;
                        browser.see(user, language, dark, width, 900);
                        browser.open(desk.resolve(address[0]));
                        if (CLICKS.containsKey(fragment)) {
                            browser.follow(CLICKS.get(fragment));
                        }
                        check(browser, mode, width, wrong);
                    }
                }
            }
        }
        return wrong;
    }

    private static void check(Browser browser, String mode, int width, List<String> wrong) throws Exception {
        if (PICTURES != null) {
            Path folder = Files.createDirectories(Path.of(PICTURES));
            Files.write(folder.resolve(mode + ".webp"), browser.picture("webp"));
            Files.write(folder.resolve(mode + ".png"), browser.wholePage());
        }
        browser.evaluate(Files.readString(AXE) + ";0");
        for (JsonNode violation : browser.evaluate(VIOLATIONS)) {
            wrong.add(mode + " " + violation.asText());
        }
        for (JsonNode incomplete : browser.evaluate(INCOMPLETE)) {
            wrong.add(mode + " " + incomplete.asText());
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

    /** An action of another process, as that process last recorded it. */
    private String bulkAction(BulkRequest request, String state, int done, Duration ago) {
        String id = newMail();
        Instant reported = SettableTime.set().instant().minus(ago);
        Map<String, String> fields = new HashMap<>(Map.of(
                "set", request.selection().sets().get(0),
                "status", request.selection().status().name(),
                "until", reported.toString(),
                "reason", "",
                "action", request.action().lowerCaseName(),
                "expected", Integer.toString(request.expected()),
                "rate", Integer.toString(request.rate()),
                "by", request.by(),
                "why", request.why()));
        fields.putAll(Map.of(
                "done",
                Integer.toString(done),
                "changed",
                "3",
                "state",
                state,
                "startedAt",
                reported.minusSeconds(done / request.rate()).toString(),
                "endedAt",
                state.equals("running") ? "" : reported.toString(),
                "owner",
                "pipeline-2",
                "reportedAt",
                reported.toString()));
        records.write(new SharedRecord("bulk-action/" + id, 0, Map.of()), fields, null);
        SharedRecord newest = records.read("bulk-actions");
        String ids = id + " " + newest.fields().getOrDefault("ids", "");
        records.write(newest, Map.of("ids", ids.strip()), null);
        return id;
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
                                SettableTime.set().instant().minus(Duration.ofMinutes(25))),
                        new FiringAlarm(
                                "DeadLetters",
                                "ticket",
                                Map.of("queue", "dead-letters"),
                                1,
                                SettableTime.set().instant().minus(Duration.ofMinutes(21)))),
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
        Entry failed = day();
        Entry held = delivered(mail(), HELD, "too-large");
        // the colours of all statuses are on the list of the search, too
        Map<String, String> everyStatus = PICTURES == null ? Map.of() : everyStatus();
        fireAlarms();
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
        pages.put("selection", "/desk/find?set=demo&status=HELD#ticked");
        Selection held1099 = Selection.of("demo", HELD, Instant.EPOCH, Instant.EPOCH, Integer.MAX_VALUE);
        BulkRequest release =
                new BulkRequest(OperatorAction.RELEASE, held1099, 1099, 50, "mika", "the aliases are there now");
        String running = bulkAction(release, "running", 412, Duration.ofSeconds(1));
        bulkAction(release, "running", 60, Duration.ofHours(3));
        pages.put("progress", "/desk/groups/progress/" + running);
        pages.put("progress-ended", "/desk/groups/progress/" + emptyGroup());
        pages.put(
                "progress-stopped",
                "/desk/groups/progress/" + bulkAction(release, "stopped", 700, Duration.ofMinutes(5)));
        pages.put("bulk-actions", "/desk/groups/progress");
        pages.put("missing", "/desk/nothing");
        pages.put("forbidden", "/desk/mail/" + place(held) + "#viewer");
        pages.put("too-much", "/desk/find#much");
        pages.put("too-many-words", "/desk/find#words");
        pages.put("wrong-time", "/desk/find#time");
        pages.put("board-viewer", "/desk?said=not-paused#viewer");
        pages.put("delivery-viewer", "/desk/delivery/" + place(held) + "#viewer");
        pages.put("mail-gone", "/desk/mail/" + place(failed));
        pages.put("actions-none", "/desk/actions?by=nobody");
        pages.putAll(everyStatus);
        return pages;
    }

    private Map<String, String> everyStatus() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Delivery received = delivery("demo", "ne-011");
        ledger.receive(received);
        entries.put("received", deliveries.find(received.id()).orElseThrow());
        entries.put("claimed", moved(delivery("demo", "ne-012")));
        Transition handedOver = Transition.to(HANDED_OVER, "")
                .task("arn:aws:ecs:eu-central-1:000000000000:task/demo/0c4d5f")
                .dueIn(Duration.ofMinutes(15));
        entries.put("handed-over", moved(delivery("demo", "ne-013"), handedOver));
        entries.put("queued", moved(delivery("couriers", "ne-014"), handedOver.task("queue:work.fifo")));
        entries.put("running", started(delivery("demo", "ne-015"), handedOver));
        Delivery twice = delivery("demo", "ne-016");
        Delivery second = Delivery.of(
                        new DeliveryId(twice.id().mail(), "ne-017@shop.example"),
                        twice.sender(),
                        twice.receivedAt(),
                        twice.raw())
                .in("demo", "ne-017");
        started(second, handedOver, Transition.to(FAILED, "exit 65: unknown format"));
        entries.put("done", started(twice, handedOver, Transition.to(DONE, "exit 0")));
        entries.put(
                "retry",
                started(
                        delivery("demo", "ne-018"),
                        handedOver,
                        Transition.to(RETRY, "exit 75: database is locked").dueIn(Duration.ofMinutes(2))));
        entries.put(
                "waits",
                moved(
                        delivery("narrow", "ne-019"),
                        Transition.to(RETRY, "waits: the set is paused")
                                .dueIn(Duration.ofMinutes(10))
                                .inSameAttempt()));
        Delivery given = delivery("demo", "ne-020");
        for (int attempt = 1; attempt < 3; attempt++) {
            started(given, handedOver, Transition.to(RETRY, "exit 75: database is locked"));
            SettableTime.set().advance(Duration.ofMinutes(2)); // until it is due
        }
        entries.put("dead", moved(given, Transition.to(DEAD, "no attempt left")));
        entries.put(
                "dropped", moved(delivery("shadow", "ne-021"), Transition.to(DROPPED, "shadow mode: not handed over")));
        Entry spam = moved(delivery("demo", "ne-022"), Transition.to(HELD, "spam-fail"));
        actions.drop(spam.claim().id(), HELD, "mika", "spam, looked at");
        entries.put("dropped-by", spam);
        Entry mended = moved(delivery("demo", "ne-023"), Transition.to(FAILED, "exit 1"));
        actions.reopen(mended.claim().id(), FAILED, "mika", "mended in release 12");
        Map<String, String> pages = new LinkedHashMap<>();
        entries.forEach((name, entry) -> pages.put(STATUS + name, "/desk/delivery/" + place(entry)));
        pages.put(STATUS + "sent-again", "/desk/delivery/" + place(mended) + "?said=accepted");
        pages.put(STATUS + "refused", "/desk/delivery/" + place(mended) + "?said=refused");
        return pages;
    }

    /** A delivery that was claimed and then made these transitions, each after a second. */
    private Entry moved(Delivery delivery, Transition... transitions) {
        SettableTime.set().advance(Duration.ofSeconds(1));
        return moved(((ClaimResult.Claimed) ledger.claim(delivery, "pipeline-1")).claim(), transitions);
    }

    private Entry moved(Claim claim, Transition... transitions) {
        Claim now = claim;
        for (Transition transition : transitions) {
            SettableTime.set().advance(Duration.ofMillis(1400));
            now = ledger.move(now, transition);
        }
        return deliveries.find(claim.id()).orElseThrow();
    }

    /** A delivery that was handed over and started, half a minute later. */
    private Entry started(Delivery delivery, Transition handedOver, Transition... transitions) {
        Entry waiting = moved(delivery, handedOver);
        SettableTime.set().advance(Duration.ofSeconds(34));
        int attempt = waiting.claim().attempt();
        return moved(
                ((ClaimResult.Claimed) ledger.start(delivery.id(), attempt, "courier-1", null)).claim(), transitions);
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
        for (int i = 0; i < 22; i++) {
            done(delivery("demo", "ne-%03d".formatted(20 + i)), i);
            delivered(
                    delivery("demo", "ne-%03d".formatted(40 + i)),
                    FAILED,
                    "exit 1: Undefined variable: order in /opt/app/receive-mail.php on line 12");
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
