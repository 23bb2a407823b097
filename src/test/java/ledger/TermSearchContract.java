package ledger;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import mail.RawMail;
import mail.Verdicts;
import mail.WrittenHeaders;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TermSearch}. */
interface TermSearchContract extends LedgerFixture {

    Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    Predicate<Entry> ANY = entry -> true;

    @Test
    default void aMailIsFoundByItsSendersAddressDomainAndName() {
        String name = name();
        DeliveryId order = written(NINE, "Order@%s.co.jp".formatted(name), "", "");
        DeliveryId news = written(NINE.plusSeconds(1), "news@mail.%s.co.jp".formatted(name), "", "");
        written(NINE, "order@other-%s.co.jp".formatted(name), "", "");

        assertThat(found(name.toUpperCase())).containsExactly(news, order);
        assertThat(found(name + ".co.jp")).containsExactly(news, order);
        assertThat(found("mail." + name + ".co.jp")).containsExactly(news);
        assertThat(found("order@" + name + ".co.jp")).containsExactly(order);
        assertThat(found("@" + name + ".co.jp")).containsExactly(news, order);
        assertThat(found(name + ".example")).isEmpty();
    }

    @Test
    default void aMailThatAnotherCompanySendsIsFoundByItsAuthorToo() {
        String shop = name();
        String service = name();
        DeliveryId mail = written(NINE, "bounce-77@" + service + ".example", "order@" + shop + ".co.jp", "");
        DeliveryId bounce = written(NINE, "", "mailer-daemon@" + shop + ".co.jp", "");

        assertThat(found(service)).containsExactly(mail);
        assertThat(found("order@" + shop + ".co.jp")).containsExactly(mail);
        assertThat(found(shop)).containsExactlyInAnyOrder(mail, bounce);
    }

    @Test
    default void aPageEndsBetweenTwoMomentsAndSaysHowFarItLooked() {
        String name = name();
        List<DeliveryId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            newestFirst.add(0, written(NINE.plusSeconds(i / 2), "order@" + name + ".example", "", ""));
        }

        TermSearch.TermPage first = terms().find(bySender(name, NINE.plusSeconds(100), 25), ANY);
        TermSearch.TermPage second = terms().find(bySender(name, first.backTo(), 100), ANY);

        assertThat(ids(first)).hasSize(26).containsExactlyInAnyOrderElementsOf(newestFirst.subList(0, 26));
        assertThat(first.backTo()).isEqualTo(NINE.plusSeconds(22));
        assertThat(first.read()).isEqualTo(26);
        assertThat(first.known()).isEqualTo(70);
        assertThat(ids(second)).hasSize(44).containsExactlyInAnyOrderElementsOf(newestFirst.subList(26, 70));
        assertThat(second.backTo()).isNull();
        assertThat(terms().find(bySender(name, NINE, 25), ANY).entries()).isEmpty();
    }

    @Test
    default void whatElseMustBeTrueIsAskedOfTheDelivery() {
        String name = name();
        written(NINE, "order@" + name + ".example", "", "");
        Delivery held = written(NINE, "order@" + name + ".example");
        ledger().move(claim(held, "one"), Transition.to(HELD, "spam-fail"));

        TermSearch.TermPage page =
                terms().find(bySender(name, NINE.plusSeconds(1), 25), entry -> entry.status() == HELD);

        assertThat(ids(page)).containsExactly(held.id());
        assertThat(page.read()).isEqualTo(2);
    }

    @Test
    default void subjectsAreSearchedOnlyWhereTheSetWantsIt() {
        String number = name();
        DeliveryId told = subject("told", "【楽天市場】ご注文内容の確認 " + number + "-0001");
        subject("silent", "【楽天市場】ご注文内容の確認 " + number + "-0001");

        assertThat(terms().setsWithSubjects()).containsExactly("told");
        for (String words : List.of("楽天 " + number, "注文内容 " + number, number + " 0001", "ご注文内容の確認 " + number)) {
            assertThat(ids(terms().find(bySubject(words), ANY))).as(words).containsExactly(told);
        }
        assertThat(ids(terms().find(bySubject("天楽 " + number), ANY))).isEmpty();
        assertThat(ids(terms().find(bySubject(number.substring(1)), ANY))).isEmpty();
        assertThat(ids(terms().find(bySubject("!?"), ANY))).isEmpty();
    }

    @Test
    default void senderAndSubjectMustBothBeTrue() {
        String name = name();
        DeliveryId order = ledgered(new WrittenHeaders("order@" + name + ".co.jp", "ご注文 77"), "told", NINE);
        ledgered(new WrittenHeaders("order@" + name + ".co.jp", "お知らせ"), "told", NINE);

        TermQuery query = new TermQuery(SenderName.of(name), "注文", null, NINE, NINE.plusSeconds(1), 10);

        assertThat(ids(terms().find(query, ANY))).containsExactly(order);
    }

    @Test
    default void aForgottenDeliveryIsFoundByNeither() {
        String name = name();
        DeliveryId mail = ledgered(new WrittenHeaders("order@" + name + ".co.jp", "ご注文 " + name), "told", NINE);
        clock().advance(LEASE);
        Claim claim =
                claimed(ledger().claim(deliveries().find(mail).orElseThrow().delivery(), "one"));
        ledger().move(claim, Transition.to(FAILED, "exit 1"));
        forgetting().forget(mail, FAILED, "hanako", "the buyer asks");

        assertThat(found(name)).isEmpty();
        assertThat(ids(terms().find(bySubject(name), ANY))).isEmpty();
    }

    private List<DeliveryId> found(String sender) {
        return ids(terms().find(bySender(sender, NINE.plusSeconds(3600), 25), ANY));
    }

    private static TermQuery bySender(String sender, Instant until, int limit) {
        return new TermQuery(SenderName.of(sender), "", null, Instant.EPOCH, until, limit);
    }

    private static TermQuery bySubject(String words) {
        return new TermQuery(null, words, null, Instant.EPOCH, NINE.plusSeconds(3600), 25);
    }

    private static List<DeliveryId> ids(TermSearch.TermPage page) {
        return page.entries().stream().map(entry -> entry.delivery().id()).toList();
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 13);
    }

    private DeliveryId subject(String set, String subject) {
        return ledgered(new WrittenHeaders("", subject), set, NINE);
    }

    /** Recorded as RECEIVED: the sender is found even before the pipeline has the mail. */
    private DeliveryId written(Instant at, String sender, String author, String subject) {
        Delivery delivery = delivery(at, sender, new WrittenHeaders(author, subject));
        ledger().receive(delivery);
        return delivery.id();
    }

    private static Delivery written(Instant at, String sender) {
        return delivery(at, sender, WrittenHeaders.NONE);
    }

    private DeliveryId ledgered(WrittenHeaders headers, String set, Instant at) {
        Delivery delivery = delivery(at, "bounce@sender.example", headers).in(set, "shop-1");
        ledger().receive(delivery.in("", "")); // from the other queue, which does not know the set
        claim(delivery, "one");
        return delivery.id();
    }

    private static Delivery delivery(Instant at, String sender, WrittenHeaders headers) {
        String mail = UUID.randomUUID().toString();
        return new Delivery(
                new DeliveryId(mail, "ne-001@shop.example"),
                sender,
                at,
                new RawMail("raw", "raw/" + mail),
                Verdicts.UNKNOWN,
                "",
                "",
                "",
                headers);
    }
}
