package desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import ledger.Reopening;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The last door before the ledger, for the pages, the API, JMX and the command line: each act leads out of its own statuses. */
class OperatorsTest {

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    /** What the ledger says to an act. */
    private boolean agrees = true;

    private final List<String> done = new ArrayList<>();
    private final Operators operators = new Operators(new Reopening() {
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
        return Stream.of(Act.values())
                .flatMap(act -> Stream.of(DeliveryStatus.values()).map(status -> Arguments.of(act, status)));
    }

    static Stream<Arguments> possible() {
        return Stream.of(
                Arguments.of(Act.REDRIVE, DeliveryStatus.FAILED),
                Arguments.of(Act.REDRIVE, DeliveryStatus.DEAD),
                Arguments.of(Act.REDRIVE, DeliveryStatus.DROPPED),
                Arguments.of(Act.REDRIVE, DeliveryStatus.DONE),
                Arguments.of(Act.RELEASE, DeliveryStatus.HELD),
                Arguments.of(Act.DROP, DeliveryStatus.HELD),
                Arguments.of(Act.DROP, DeliveryStatus.FAILED),
                Arguments.of(Act.DROP, DeliveryStatus.DEAD));
    }

    static Stream<Arguments> impossible() {
        List<List<Object>> possible =
                possible().map(pair -> List.of(pair.get())).toList();
        return all().filter(pair -> !possible.contains(List.of(pair.get())));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActLeadsOutOfItsStatuses(Act act, DeliveryStatus status) {
        assertThat(operators.perform(act, entry(status), "mika", "mended")).isTrue();

        assertThat(done).containsExactly((act == Act.DROP ? "drop " : "reopen ") + status + " mika mended");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void andOutOfNoOther(Act act, DeliveryStatus status) {
        assertThatThrownBy(() -> operators.perform(act, entry(status), "mika", "mended"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(status.name());

        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActIsOnRecordWithTheDeliverysIdAndWithoutItsReason(Act act, DeliveryStatus status) {
        operators.perform(act, entry(status), "mika", "mended");

        assertThat(audit.lines())
                .containsExactly("mika allowed " + act.name().toLowerCase(Locale.ROOT) + " "
                        + entry(status).claim().id());
    }

    @ParameterizedTest
    @MethodSource("possible")
    void anActOnADeliveryThatHasMovedOnMeanwhileIsNotDoneAndOnRecordToo(Act act, DeliveryStatus status) {
        agrees = false;

        assertThat(operators.perform(act, entry(status), "mika", "mended")).isFalse();

        assertThat(audit.lines())
                .containsExactly("mika refused " + act.name().toLowerCase(Locale.ROOT) + " "
                        + entry(status).claim().id());
    }

    @Test
    void aRefusalSaysWhatIsNotDone() {
        assertThatThrownBy(() -> operators.perform(Act.RELEASE, entry(DeliveryStatus.DONE), "mika", "mended"))
                .hasMessage("what is DONE is not released");
    }

    private static Entry entry(DeliveryStatus status) {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        Delivery delivery = Delivery.of(id, "order@market.example", Instant.EPOCH, new RawMail("raw", "raw/1"));
        return new Entry(new Claim(delivery, "courier", 1, 1, 1, status), null, null, List.of());
    }
}
