package ledger;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every {@link Search}. */
interface SearchContract extends LedgerFixture {

    @ParameterizedTest
    @EnumSource(names = {"RECIPIENT", "TENANT", "MESSAGE_ID"})
    default void mailsAreFoundNewestFirstAPageAfterTheOther(Search.By by) {
        String key = UUID.randomUUID().toString();
        for (String at : List.of("T01:00:00Z", "T01:00:00.500Z", "T00:00:00Z", "T02:00:00Z")) {
            claim(delivery(at.replace(':', '-') + by, by, key, Instant.parse("2026-11-24" + at)), "one");
        }
        Search.Wanted wanted = new Search.Wanted(
                by, key, null, Instant.parse("2026-11-24T01:00:00Z"), Instant.parse("2026-11-24T03:00:00Z"));

        Search.Page first = search().find(wanted, 2, "");
        Search.Page second = search().find(wanted, 2, first.next());

        assertThat(mails(first)).containsExactly("T02-00-00Z" + by, "T01-00-00.500Z" + by);
        assertThat(mails(second)).containsExactly("T01-00-00Z" + by);
        assertThat(second.next()).isEmpty();
        assertThat(search().newest(List.of(wanted), 2)).isEqualTo(first.entries());
        assertThat(search().newest(List.of(wanted, wanted), 4))
                .hasSize(3)
                .startsWith(first.entries().get(0))
                .endsWith(second.entries().get(0));
        assertThat(search().oldest(wanted))
                .map(entry -> entry.delivery().id().mail())
                .contains("T01-00-00Z" + by);
        assertThat(search().count(wanted, 1000)).isEqualTo(3);
        assertThat(search().count(wanted, 2)).isEqualTo(2);
    }

    @Test
    default void theTimesOfAStatusComeNewestFirstAndEndWhereReadingEnds() {
        String set = UUID.randomUUID().toString();
        Instant first = clock().instant();
        ledger().move(claim(delivery().in(set, "shop-1"), "one"), Transition.to(HELD, "spam-fail"));
        clock().advance(Duration.ofSeconds(90));
        ledger().move(claim(delivery().in(set, "shop-2"), "one"), Transition.to(HELD, "spam-fail"));
        Search.Wanted held = Search.Wanted.in(set, HELD, first, first.plusSeconds(91));

        assertThat(search().times(held, 10)).containsExactly(first.plusSeconds(90), first);
        assertThat(search().times(held, 1)).containsExactly(first.plusSeconds(90));
        assertThat(search().times(Search.Wanted.in(set, RETRY, first, first.plusSeconds(91)), 10))
                .isEmpty();
    }

    @Test
    default void theDeliveriesOfASetAreFoundByTheirStatus() {
        String set = UUID.randomUUID().toString();
        Instant before = clock().instant();
        Delivery held = delivery().in(set, "shop-1");
        ledger().move(claim(held, "one"), Transition.to(HELD, "spam-fail"));
        clock().advance(Duration.ofSeconds(1));
        Delivery handedOver = delivery().in(set, "shop-1");
        handedOver(handedOver);
        Instant after = clock().instant().plusSeconds(1);

        assertThat(search().find(Search.Wanted.in(set, HELD, before, after), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(held.id());
        assertThat(search().find(Search.Wanted.in(set, RUNNING, before, after), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(handedOver.id());
        assertThat(search().count(Search.Wanted.in(set, HELD, before.plusMillis(1), after), 10))
                .isZero();
        reopening().reopen(held.id(), HELD, "hanako", "it was none");
        assertThat(search().count(Search.Wanted.in(set, HELD, before, after), 10))
                .isZero();
        assertThat(search().count(Search.Wanted.in(set, RETRY, before, after), 10))
                .isEqualTo(1);
    }

    @Test
    default void aDeliveryThatSeveralIndexesHaveIsFoundOnce() {
        Delivery delivery = delivery();
        claim(delivery.in("demo", delivery.id().mail()), "one");
        Instant until = delivery.receivedAt().plusMillis(1);

        assertThat(search().newest(
                                List.of(
                                        new Search.Wanted(
                                                Search.By.RECIPIENT,
                                                delivery.id().recipient(),
                                                null,
                                                delivery.receivedAt(),
                                                until),
                                        new Search.Wanted(
                                                Search.By.TENANT,
                                                delivery.id().mail(),
                                                null,
                                                delivery.receivedAt(),
                                                until)),
                                100))
                .extracting(entry -> entry.delivery().id())
                .containsOnlyOnce(delivery.id());
    }

    @Test
    default void theNewestOfSeveralSetsAreNotTornApartInTheMiddleOfAMoment() {
        List<String> sets =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(3).toList();
        Instant before = clock().instant();
        sets.forEach(this::held);
        clock().advance(Duration.ofSeconds(1));
        DeliveryId last = held(sets.get(1));
        List<Search.Wanted> wanted = sets.stream()
                .map(set ->
                        Search.Wanted.in(set, HELD, before, clock().instant().plusMillis(1)))
                .toList();

        assertThat(search().newest(wanted, 1))
                .extracting(entry -> entry.delivery().id())
                .containsExactly(last);
        assertThat(search().newest(wanted, 2)).hasSize(4);
    }

    @Test
    default void theNewestMayAllBeOfOneSet() {
        String busy = UUID.randomUUID().toString();
        String quiet = UUID.randomUUID().toString();
        Instant before = clock().instant();
        held(quiet);
        List<DeliveryId> newest = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            clock().advance(Duration.ofMillis(5));
            newest.add(0, held(busy));
        }
        List<Search.Wanted> wanted = Stream.of(quiet, busy)
                .map(set ->
                        Search.Wanted.in(set, HELD, before, clock().instant().plusMillis(1)))
                .toList();

        assertThat(search().newest(wanted, 130))
                .extracting(entry -> entry.delivery().id())
                .isEqualTo(newest.subList(0, 130));
        assertThat(search().newest(wanted, 200)).hasSize(151);
    }

    @Test
    default void whatBelongsToNoSetIsFoundToo() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "no set has this domain"));

        Search.Wanted nobodys =
                Search.Wanted.in("", HELD, clock().instant(), clock().instant().plusMillis(1));

        assertThat(search().find(nobodys, 100, "").entries())
                .extracting(entry -> entry.delivery().id())
                .contains(delivery.id());
    }

    default DeliveryId held(String set) {
        Delivery delivery = delivery().in(set, "shop-1");
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "spam-fail"));
        return delivery.id();
    }

    static List<String> mails(Search.Page page) {
        return page.entries().stream()
                .map(entry -> entry.delivery().id().mail())
                .toList();
    }
}
