package desk.web;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.OperatorLedger;
import ledger.records.SharedRecords;
import local.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import policy.PausedSets;
import routes.SettableTime;

/** The work of an operator on call, with a browser, click by click. */
@QuarkusTest
class NightInBrowserIT extends DeskInBrowser {

    @Inject
    SharedRecords records;

    @Inject
    PausedSets pauses;

    @Inject
    OperatorLedger actions;

    @BeforeEach
    void resumeWhatOtherTestsHavePaused() {
        pauses.readAll().forEach(pause -> pauses.resume(pause.set(), pause.since()));
    }

    @Test
    void aThousandHeldMailsAreReleasedWithAReason() throws Exception {
        List<DeliveryId> group = IntStream.range(0, 1000)
                .mapToObj(i -> delivered(delivery("demo", "ne-new-" + i), HELD, "no alias for this address"))
                .map(held -> held.claim().id())
                .toList();
        Entry other = delivered(delivery("demo", "ne-001"), HELD, "spam-fail");

        openBoard();
        assertThat(text("a[href='/desk/groups?set=demo&status=HELD']")).isEqualTo("demo HELD: 1000+");
        click("a[href='/desk/groups?set=demo&status=HELD']");
        assertThat(text("tbody tr:first-child .number")).isEqualTo("1000");
        click("tbody tr:first-child a.release");
        fill("why", "the aliases are there now");
        fill("rate", "1000");
        click("form.act button");
        Waiting.until("the action has ended", () -> text(".happened").equals("Ended: 1000 / 1000"));

        assertThat(group)
                .allSatisfy(id -> assertThat(
                                deliveries.find(id).orElseThrow().last().note())
                        .isEqualTo("was HELD: the aliases are there now"));
        assertThat(deliveries.find(other.claim().id()).orElseThrow().status()).isEqualTo(HELD);
    }

    @Test
    void aFailedMailIsUnderstoodFromItsFirstSentenceAndRedriven() throws Exception {
        Entry failed = delivered(
                delivery("demo", "ne-003"), FAILED, "exit 1: Undefined variable: order in receive-mail.php on line 12");

        openBoard();
        click("a[href='/desk/groups?set=demo&status=FAILED']");
        click("tbody tr:first-child td a");
        click("td a.status");
        assertThat(text(".happened"))
                .isEqualTo("The program ended with exit 1: Undefined variable: order in receive-mail.php on line 12."
                        + " That exit code is final.");
        fill("why", "mended in release 12");
        click("form.act.redrive button");

        assertThat(text(".said")).startsWith("Recorded in the ledger.");
        assertThat(text("h1 .status")).startsWith("RETRY");
        assertThat(deliveries.find(failed.claim().id()).orElseThrow().last().note())
                .isEqualTo("was FAILED: mended in release 12");
    }

    @Test
    void rowsThatAreTickedAreDroppedAndNoOthers() throws Exception {
        Entry one = delivered(delivery("demo", "ne-001"), HELD, "spam-fail");
        Entry two = delivered(delivery("demo", "ne-002"), HELD, "spam-fail");
        Entry three = delivered(delivery("demo", "ne-003"), HELD, "spam-fail");

        browser.open(desk.resolve("/desk/find?set=demo&status=HELD"));
        browser.evaluate("[...document.querySelectorAll('input[name=one]')].filter(one => !one.value.startsWith('"
                + two.delivery().id().mail() + "')).forEach(one => one.click())");
        click("#selection button[formaction='/desk/selection/drop']");
        assertThat(text("form.act button")).isEqualTo("Drop (2)");
        fill("why", "spam, looked at");
        click("form.act button");

        assertThat(ask("[...document.querySelectorAll('tbody td:first-child')].map(one => one.textContent).join()"))
                .isEqualTo("changed,changed");
        assertThat(List.of(one, two, three))
                .extracting(entry -> deliveries
                        .find(entry.claim().id())
                        .orElseThrow()
                        .status()
                        .name())
                .containsExactly("DROPPED", "HELD", "DROPPED");
    }

    @Test
    void anOpenBoardShowsWhatAnotherOperatorPausesAndResumesIt() throws Exception {
        browser.hastenTimers();
        openBoard();
        new PausedSets(records, clock).pause("demo", "mika", "its database is down");
        SettableTime.set().advance(Duration.ofSeconds(6));
        Waiting.until("the board shows the pause", () -> count(".pauses li") == 1);
        assertThat(text(".pauses li")).contains("demo", "mika", "its database is down");

        click(".pauses button");
        assertThat(text(".said")).startsWith("Resumed, for all pipelines.");
        assertThat(count(".pauses li")).isZero();

        fill("why", "moving house"); // from now on, the page does not refresh itself
        browser.evaluate("document.querySelector('select[name=set]').value = '*'");
        click("form[action='/desk/pauses/pause'] button");
        assertThat(text(".pauses li")).contains("All sets are paused", "operator", "moving house");
        click(".pauses button");
    }

    @Test
    void aDeliverysPageFollowsItWhileItIsOpen() throws Exception {
        Entry held = delivered(delivery("demo", "ne-001"), HELD, "spam-fail");
        browser.hastenTimers();
        browser.open(desk.resolve("/desk/delivery/" + place(held)));
        assertThat(text("h1 .status")).startsWith("HELD");

        actions.reopen(held.claim().id(), HELD, "mika", "no spam");

        Waiting.until(
                "the page says that it is retried", () -> text("h1 .status").startsWith(RETRY.name()));
        assertThat(text(".happened")).contains("mika", "no spam");
    }

    @Test
    void anOpenBoardTellsTheAgeOfItsNumbersWhileTheLedgerIsAway() throws Exception {
        delivered(delivery("demo", "ne-001"), HELD, "spam-fail");
        browser.hastenTimers();
        openBoard();
        String readAt = ask("document.querySelector('.read-at').dateTime");
        assertThat(count("#stale:not([hidden])")).isZero();

        QuarkusMock.installMockForType(new AwayLedger(clock, settings), InMemoryLedger.class);
        SettableTime.set().advance(Duration.ofMinutes(2));
        Waiting.until("the board says that it is old", () -> count("#stale:not([hidden])") == 1);
        assertThat(ask("document.querySelector('#stale time').dateTime")).isEqualTo(readAt);
        assertThat(text("a[href='/desk/groups?set=demo&status=HELD']")).isEqualTo("demo HELD: 1");

        QuarkusMock.installMockForType(new InMemoryLedger(clock, settings), InMemoryLedger.class);
        Waiting.until("the board is fresh again", () -> count("#stale:not([hidden])") == 0);
        assertThat(text("a[href='/desk/groups?set=demo&status=HELD']")).isEqualTo("demo HELD: 0");
    }

    private void openBoard() throws Exception {
        SettableTime.set()
                .advance(Duration.ofMinutes(2)); // readings that other tests have cached are now too old to be used
        browser.open(desk.resolve("/desk"));
    }

    private String text(String selector) {
        return ask("(document.querySelector(\"" + selector + "\")?.textContent ?? '').trim()");
    }

    private int count(String selector) {
        return Integer.parseInt(ask("document.querySelectorAll(\"" + selector + "\").length"));
    }

    private void fill(String name, String value) throws Exception {
        browser.evaluate("document.querySelector('form.act [name=%s]').value = '%s'".formatted(name, value));
    }

    /** Waits for the page to which the click leads. */
    private void click(String selector) throws Exception {
        assertThat(count(selector)).as(selector).isPositive();
        browser.follow("document.querySelector(\"" + selector + "\").click()");
    }
}
