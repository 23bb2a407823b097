package desk;

import static org.assertj.core.api.Assertions.assertThat;

import desk.access.AuditLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.OperatorLedger;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The last check before the ledger, shared by pages, API, JMX and command line: a delivery's status decides which
 * actions are possible.
 */
class OperatorActionsTest {

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    /** The ledger's answer to an action. */
    private boolean agrees = true;

    private final List<String> done = new ArrayList<>();
    private final OperatorActions actions = new OperatorActions(new OperatorLedger() {
        @Override
        public boolean reopen(DeliveryId id, DeliveryStatus seen, String by, String why) {
            return done.add("reopen " + seen + " " + by + " " + why) && agrees;
        }

        @Override
        public boolean drop(DeliveryId id, DeliveryStatus seen, String by, String why) {
            return done.add("drop " + seen + " " + by + " " + why) && agrees;
        }
    });

    static Stream<Arguments> all() {
        return Stream.of(OperatorAction.values())
                .flatMap(action -> Stream.of(DeliveryStatus.values()).map(status -> Arguments.of(action, status)));
    }

    static Stream<Arguments> possible() {
        return Stream.of(
                Arguments.of(OperatorAction.REDRIVE, DeliveryStatus.FAILED),
                Arguments.of(OperatorAction.REDRIVE, DeliveryStatus.DEAD),
                Arguments.of(OperatorAction.REDRIVE, DeliveryStatus.DROPPED),
                Arguments.of(OperatorAction.REDRIVE, DeliveryStatus.DONE),
                Arguments.of(OperatorAction.RELEASE, DeliveryStatus.HELD),
                Arguments.of(OperatorAction.DROP, DeliveryStatus.HELD),
                Arguments.of(OperatorAction.DROP, DeliveryStatus.FAILED),
                Arguments.of(OperatorAction.DROP, DeliveryStatus.DEAD));
    }

    static Stream<Arguments> impossible() {
        List<List<Object>> possible =
                possible().map(pair -> List.of(pair.get())).toList();
        return all().filter(pair -> !possible.contains(List.of(pair.get())));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActLeadsOutOfItsStatuses(OperatorAction action, DeliveryStatus status) {
        assertThat(actions.apply(action, entry(status), status, "mika", "mended"))
                .isEqualTo(new OperatorActions.Done());

        assertThat(done)
                .containsExactly((action == OperatorAction.DROP ? "drop " : "reopen ") + status + " mika mended");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void andOutOfNoOther(OperatorAction action, DeliveryStatus status) {
        assertThat(actions.apply(action, entry(status), status, "mika", "mended"))
                .isEqualTo(new OperatorActions.NotAllowed("what is " + status + " is not " + action.done()));

        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActIsOnRecordWithTheDeliverysIdAndWithoutItsReason(OperatorAction action, DeliveryStatus status) {
        actions.apply(action, entry(status), status, "mika", "mended");

        assertThat(audit.lines())
                .containsExactly("mika allowed " + action.name().toLowerCase(Locale.ROOT) + " "
                        + entry(status).claim().id());
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActOnADeliveryThatHasMovedOnMeanwhileIsNotDoneAndOnRecordToo(OperatorAction action, DeliveryStatus status) {
        agrees = false;

        assertThat(actions.apply(action, entry(status), status, "mika", "mended"))
                .isEqualTo(new OperatorActions.Changed());

        assertThat(audit.lines())
                .containsExactly("mika refused " + action.name().toLowerCase(Locale.ROOT) + " "
                        + entry(status).claim().id());
    }

    @ParameterizedTest
    @MethodSource("possible")
    void whatTheOperatorSawDifferentlyIsLeftAlone(OperatorAction action, DeliveryStatus status) {
        assertThat(actions.apply(action, entry(DeliveryStatus.RUNNING), status, "mika", "mended"))
                .isEqualTo(new OperatorActions.Changed());

        assertThat(done).isEmpty();
    }

    @Test
    void aRefusalSaysWhatIsNotDone() {
        assertThat(actions.apply(
                        OperatorAction.RELEASE, entry(DeliveryStatus.DONE), DeliveryStatus.DONE, "mika", "mended"))
                .isEqualTo(new OperatorActions.NotAllowed("what is DONE is not released"));
        assertThat(actions.apply(OperatorAction.RELEASE, entry(DeliveryStatus.HELD), null, "mika", "mended"))
                .isInstanceOf(OperatorActions.NotAllowed.class);
    }

    @ParameterizedTest
    @MethodSource("possible")
    void nothingIsDoneWithoutANameAndAReason(OperatorAction action, DeliveryStatus status) {
        String needed = action.lowerCaseName() + " needs a name and a reason";

        assertThat(actions.apply(action, entry(status), status, " ", "mended"))
                .isEqualTo(new OperatorActions.NotAllowed(needed));
        assertThat(actions.apply(action, entry(status), status, "mika", null))
                .isEqualTo(new OperatorActions.NotAllowed(needed));
        assertThat(done).isEmpty();
    }

    private static Entry entry(DeliveryStatus status) {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        Delivery delivery = Delivery.of(id, "order@market.example", Instant.EPOCH, new RawMail("raw", "raw/1"));
        return new Entry(new Claim(delivery, "courier", 1, 1, 1, status), null, null, List.of());
    }
}
