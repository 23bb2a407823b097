package desk.groups;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import desk.DeliveryDetails;
import desk.DeliveryReader;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.SearchPage;
import desk.Selection;
import desk.Selector;
import desk.StatusReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.OperatorLedger;
import ledger.Transition;
import ledger.records.InMemorySharedRecords;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An action on a whole group first counts the deliveries, and needs a reason. It leaves out deliveries that were held
 * later, and can be stopped between two deliveries.
 */
class BulkActionsTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, Configuration.with(Map.of()));
    private final List<Runnable> started = new ArrayList<>();
    private final InMemorySharedRecords records = new InMemorySharedRecords();
    private final BulkActions bulk = actions(ledger);

    /** The bulk actions of another process on the same ledger. */
    private BulkActions actions(OperatorLedger doing) {
        return new BulkActions(
                new Selector(ledger, ledger, Configuration.with(Map.of())),
                new OperatorActions(doing),
                new DeliveryReader(ledger, "parts"),
                new BulkLog(records, clock),
                started::add,
                clock);
    }

    @BeforeEach
    void threeMailsToUnknownAddressesAndOneThatIsTooLarge() {
        for (int i = 0; i < 3; i++) {
            held("mail-" + i, "no alias for this address");
        }
        held("mail-3", "too-large");
        clock.advance(Duration.ofSeconds(1));
    }

    private void held(String mail, String note) {
        Delivery delivery = Delivery.of(
                new DeliveryId(mail, "ne-001@shop.example"),
                "order@market.example",
                clock.instant(),
                new RawMail("raw", mail));
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery.in("demo", "ne-001"), "pipeline")).claim();
        ledger.move(claim, Transition.to(HELD, note));
    }

    private Selection group() {
        return Selection.of("demo", HELD, Instant.EPOCH, clock.instant(), Integer.MAX_VALUE)
                .withReason(StatusReason.of("no alias for this address").id());
    }

    private BulkRequest release(int rate, String why) {
        return new BulkRequest(OperatorAction.RELEASE, group(), 3, rate, "mika", why);
    }

    @Test
    void aPreviewCountsTheGroupAndChangesNothing() {
        BulkPreview preview = bulk.preview(group());

        assertThat(preview.count()).isEqualTo(3);
        assertThat(preview.partial()).isFalse();
        assertThat(preview.examples()).extracting(DeliveryDetails::note).containsOnly("no alias for this address");
        assertThat(statuses()).isEqualTo("HELD HELD HELD HELD");
    }

    @Test
    void allOfTheGroupIsReleasedAndNothingElse() {
        BulkRequest request = release(1000, "the alias is there");
        held("mail-4", "no alias for this address");
        String id = bulk.start(request).orElseThrow();
        started.get(0).run();

        assertThat(statuses()).isEqualTo("RETRY RETRY RETRY HELD HELD");
        BulkReport report = bulk.report(id).orElseThrow();
        assertThat(report.state()).isEqualTo("ended");
        assertThat(report.done()).isEqualTo(3);
        assertThat(ledger.ofMail("mail-0").get(0).last().note()).isEqualTo("was HELD: the alias is there");
        assertThat(ledger.ofMail("mail-0").get(0).last().by()).isEqualTo("mika");
    }

    @Test
    void oneIsUnderWayAtATime() {
        assertThat(bulk.start(release(50, "first"))).isPresent();
        assertThat(bulk.start(release(50, "second"))).isEmpty();
        started.get(0).run();
        assertThat(bulk.start(release(50, "third"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0,mended", "1001,mended", "50,' '"})
    void withoutAReasonOrARateNothingBegins(int rate, String why) {
        assertThat(bulk.start(release(rate, why))).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void anActionThatIsNotAllowedInTheStatusDoesNotBegin() {
        BulkRequest redrive = new BulkRequest(OperatorAction.REDRIVE, group(), 3, 50, "mika", "mended");

        assertThat(bulk.start(redrive)).isEmpty();
    }

    @Test
    void stoppedItEndsBeforeTheNextDelivery() {
        String id = bulk.start(release(1000, "mended")).orElseThrow();
        assertThat(bulk.stop(id, "jun")).isTrue();
        started.get(0).run();

        assertThat(bulk.report(id).orElseThrow().state()).isEqualTo("stopped");
        assertThat(statuses()).isEqualTo("HELD HELD HELD HELD");
        assertThat(bulk.stop("other", "jun")).isFalse();
    }

    @Test
    void aLedgerThatDoesNotAnswerEndsItAndIsTold() {
        BulkActions failing = actions(new OperatorLedger() {
            @Override
            public boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
                throw new IllegalStateException("the ledger does not answer");
            }

            @Override
            public boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why) {
                throw new IllegalStateException("the ledger does not answer");
            }
        });
        String id = failing.start(release(1000, "mended")).orElseThrow();
        started.get(0).run();

        assertThat(failing.report(id).orElseThrow().state()).isEqualTo("failed");
        assertThat(failing.isBusy()).isFalse();
    }

    @Test
    void afterTheProcessHasDiedAnotherOneShowsTheProgressAndResumesWithTheRest() {
        BulkActions dying = actions(dyingAfter(2));
        String id = dying.start(release(1000, "the alias is there")).orElseThrow();
        assertThatThrownBy(() -> started.get(0).run()).isInstanceOf(PowerCut.class);
        assertThat(statuses()).contains("RETRY", "HELD");

        assertThat(bulk.report(id).orElseThrow().state()).isEqualTo("running");
        assertThat(bulk.resume(id, "jun")).as("it may still run").isFalse();
        clock.advance(BulkRecord.SILENCE.plusSeconds(1));
        assertThat(bulk.newest()).extracting(BulkReport::state).containsExactly("interrupted");
        assertThat(bulk.resume(id, "jun")).isTrue();
        assertThat(actions(ledger).resume(id, "mika")).as("another was faster").isFalse();
        started.get(1).run();

        assertThat(statuses()).isEqualTo("RETRY RETRY RETRY HELD");
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> ledger.ofMail("mail-" + i).get(0)))
                .allSatisfy(entry -> assertThat(entry.timeline().stream()
                                .filter(event -> event.note().equals("was HELD: the alias is there")))
                        .hasSize(1))
                .extracting(entry -> entry.last().by())
                .contains("mika", "jun");
        assertThat(actions(ledger).report(id).orElseThrow().state()).isEqualTo("ended");
        assertThat(bulk.resume(id, "jun")).as("it has ended").isFalse();
    }

    @Test
    void anActionIsStoppedFromAnotherProcessWithinSecondsAndResumed() {
        BulkActions slow = actions(new OperatorLedger() {
            @Override
            public boolean reopen(DeliveryId delivery, DeliveryStatus seen, String by, String why) {
                bulk.stop(bulk.newest().get(0).id(), "jun");
                clock.advance(Duration.ofSeconds(2));
                return ledger.reopen(delivery, seen, by, why);
            }

            @Override
            public boolean drop(DeliveryId delivery, DeliveryStatus seen, String by, String why) {
                throw new AssertionError();
            }
        });
        String id = slow.start(release(1000, "mended")).orElseThrow();
        started.get(0).run();

        BulkReport report = actions(ledger).report(id).orElseThrow();
        assertThat(report.state()).isEqualTo("stopped");
        assertThat(report.done()).as("the count of the process that stopped").isEqualTo(1);
        assertThat(bulk.resume(id, "jun")).isTrue();
        started.get(1).run();
        assertThat(bulk.report(id).orElseThrow().done()).isEqualTo(3);
    }

    @Test
    void aProcessThatWasTakenOverEndsAndDoesNotWriteItsProgressOverTheOther() {
        BulkActions late = actions(new OperatorLedger() {
            @Override
            public boolean reopen(DeliveryId delivery, DeliveryStatus seen, String by, String why) {
                clock.advance(BulkRecord.SILENCE.plusSeconds(1));
                bulk.resume(bulk.newest().get(0).id(), "jun");
                return ledger.reopen(delivery, seen, by, why);
            }

            @Override
            public boolean drop(DeliveryId delivery, DeliveryStatus seen, String by, String why) {
                throw new AssertionError();
            }
        });
        String id = late.start(release(1000, "mended")).orElseThrow();
        started.get(0).run();

        assertThat(late.isBusy()).isFalse();
        assertThat(late.report(id).orElseThrow().state()).isEqualTo("running");
        started.get(1).run();
        assertThat(late.report(id).orElseThrow().state()).isEqualTo("ended");
        assertThat(statuses()).isEqualTo("RETRY RETRY RETRY HELD");
    }

    @Test
    void theNewestTwentyAreListed() {
        for (int i = 0; i < BulkLog.KEPT + 1; i++) {
            bulk.start(release(50, "reason " + i));
            started.get(i).run();
        }

        assertThat(bulk.newest())
                .extracting(BulkReport::why)
                .hasSize(BulkLog.KEPT)
                .startsWith("reason 20", "reason 19");
    }

    /** The ledger of a process that dies in the middle of its third write. */
    private OperatorLedger dyingAfter(int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        return new OperatorLedger() {
            @Override
            public boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
                if (left.getAndDecrement() == 0) {
                    throw new PowerCut();
                }
                return ledger.reopen(id, seen, by, why);
            }

            @Override
            public boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why) {
                throw new AssertionError();
            }
        };
    }

    @Test
    void aGroupHasItsCountAndItsTimes() {
        clock.advance(Duration.ofMinutes(5));
        held("mail-5", "no alias for this address");
        DeliveryGroups groups = new GroupReader(ledger, clock).read("demo", HELD);

        assertThat(groups.groups()).extracting(DeliveryGroup::count).containsExactly(4, 1);
        DeliveryGroup largest = groups.groups().get(0);
        assertThat(largest.reason()).isEqualTo("no alias for this address");
        assertThat(Duration.between(largest.first(), largest.newest())).isEqualTo(Duration.ofSeconds(301));
        assertThat(new GroupReader(ledger, clock).read("demo", RETRY).groups()).isEmpty();
    }

    @Test
    void aGroupsListHasNothingOfTheOthers() {
        SearchPage page = new GroupReader(ledger, clock)
                .list("demo", HELD, StatusReason.of("too-large").id(), clock.instant(), 50);

        assertThat(page.entries())
                .extracting(entry -> entry.delivery().id().mail())
                .containsExactly("mail-3");
        assertThat(page.next()).isNull();
    }

    private String statuses() {
        return IntStream.range(0, 5)
                .mapToObj(i -> ledger.ofMail("mail-" + i))
                .flatMap(List::stream)
                .map(entry -> entry.status().name())
                .collect(Collectors.joining(" "));
    }

    private static final class PowerCut extends Error {

        private static final long serialVersionUID = 1;
    }
}
