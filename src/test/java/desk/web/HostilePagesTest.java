package desk.web;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import desk.StatusReason;
import desk.Words;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.OperatorLedger;
import mail.RawMail;
import mail.Verdicts;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.SettableTime;

/**
 * Renders every page in both languages, with hostile text in all values and with empty values. Each value appears below
 * its heading, as text.
 */
@QuarkusTest
class HostilePagesTest extends DeskTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script>{words.title}${987*987}";

    private static final String IN_MAIL = "'><script>alert(1)</script>";

    private static final byte[] MAIL =
            ("""
            From: "%1$s" <x@market.example>
            To: ne-001@shop.example
            Subject: %1$s
            Message-ID: <order-77@market.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8

            one kettle %1$s
            --b
            Content-Type: text/html; charset=UTF-8

            <img src="https://tracker.example/1.png"><b>one kettle</b> %1$s
            --b
            Content-Type: text/csv
            Content-Disposition: attachment; filename="list.csv"

            =1+1
            --b--
            """).formatted(IN_MAIL).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    @Inject
    OperatorLedger actions;

    private Entry held;

    @BeforeEach
    void hostileDeliveries() {
        String mail = newMail();
        objects.put("raw", "raw/" + mail, MAIL);
        DeliveryId id = new DeliveryId(mail, HOSTILE + mail + "@shop.example");
        RawMail raw = new RawMail("raw", "raw/" + mail);
        Delivery hostile = new Delivery(
                id,
                HOSTILE + "@market.example",
                SettableTime.set().instant(),
                raw,
                Verdicts.UNKNOWN,
                HOSTILE,
                "demo",
                HOSTILE);
        held = delivered(hostile, HELD, HOSTILE);
        Entry dropped = delivered(delivery("demo", "ne-" + mail), HELD, HOSTILE);
        actions.drop(dropped.claim().id(), HELD, HOSTILE, HOSTILE);
        delivered(delivery("demo", "ne-done-" + mail), DONE, "exit 0: " + HOSTILE);
    }

    private List<String> pages() throws Exception {
        String reason = StatusReason.of(HOSTILE).id();
        return List.of(
                "/desk",
                "/desk/find",
                "/desk/find?set=demo&status=HELD",
                "/desk/find?set=-&status=FAILED",
                "/desk/find?q=%22%3E%3Cscript%3E",
                search(Map.of(
                        "sender", HOSTILE.replace(" ", ""), "subject", HOSTILE, "tenant", HOSTILE.replace(" ", ""))),
                search(Map.of("sender", "market.example", "from", "yesterday", "until", "today 09:00")),
                "/desk/find?set=demo&status=HELD&reason=" + reason,
                "/desk/groups?set=demo&status=HELD",
                "/desk/groups?set=-&status=FAILED",
                "/desk/groups/release?set=demo&status=HELD&reason=" + reason,
                "/desk/groups/redrive?set=shadow&status=DEAD",
                "/desk/actions",
                "/desk/picture",
                "/desk/groups/progress",
                "/desk/actions?by=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/desk/delivery/" + place(held),
                "/desk/mail/" + place(held),
                "/desk/nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void noPageRunsOrLacksWhatAStrangerWrote(String language) throws Exception {
        Map<String, String> words = Words.in(Locale.forLanguageTag(language));
        for (String path : pages()) {
            Document page = page(path, language);

            assertThat(page.select("script")).as(path).hasSize(1).allMatch(script -> script.hasAttr("src"));
            assertThat(page.select("[onerror], [onclick], [style], style, img, object, embed"))
                    .as(path)
                    .isEmpty();
            assertThat(page.html()).as(path).doesNotContain("NOT_FOUND", "974169");
            assertThat(page.select("html").attr("lang")).as(path).isEqualTo(language);
            assertThat(page.select("h1")).as(path).hasSize(1);
            assertThat(page.title())
                    .as(path)
                    .endsWith(" – " + words.get("title"))
                    .doesNotStartWith(" ");
            assertThat(page.select("input[name=text]").get(0).val()).as(path).isEmpty();
            assertThat(page.select("th, dt, label"))
                    .as(path)
                    .allSatisfy(heading -> assertThat(
                                    heading.text() + heading.select("input").attr("value"))
                            .isNotBlank()
                            .doesNotMatch("\\d+"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void eachValueOfAListStandsUnderItsHeading(String language) throws Exception {
        Map<String, String> words = Words.in(Locale.forLanguageTag(language));
        Document page = page("/desk/find?set=demo&status=HELD", language);
        Element row = page.select("tbody tr").stream()
                .filter(one -> one.select("a").attr("href").endsWith(place(held)))
                .findFirst()
                .orElseThrow();

        assertThat(cell(page, row, words.get("status"))).isEqualTo(("HELD " + words.get("HELD")).strip());
        assertThat(cell(page, row, words.get("received")))
                .isEqualTo(held.delivery().receivedAt().toString());
        assertThat(cell(page, row, words.get("since")))
                .isEqualTo(held.last().at().toString());
        assertThat(cell(page, row, words.get("recipient")))
                .isEqualTo(held.delivery().id().recipient());
        assertThat(cell(page, row, words.get("sender"))).isEqualTo(HOSTILE + "@market.example");
        assertThat(cell(page, row, words.get("set") + "/" + words.get("shop"))).isEqualTo("demo/" + HOSTILE);
        assertThat(cell(page, row, words.get("attempt"))).isEqualTo("1");
        assertThat(cell(page, row, words.get("note"))).isEqualTo(HOSTILE);
        assertThat(cell(page, row, words.get("due"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void aDeliveryAndItsMailSayWhatLedgerAndMailHave(String language) throws Exception {
        Map<String, String> words = Words.in(Locale.forLanguageTag(language));
        Document page = page("/desk/delivery/" + place(held), language);
        Document mail = page("/desk/mail/" + place(held), language);

        assertThat(page.select(".happened").text())
                .isEqualTo(words.get("happened.held").replace("{note}", HOSTILE));
        assertThat(value(page, words.get("sender"))).isEqualTo(HOSTILE + "@market.example");
        assertThat(value(page, words.get("message-id"))).isEqualTo(HOSTILE);
        assertThat(value(mail, words.get("subject"))).isEqualTo(IN_MAIL);
        assertThat(value(mail, words.get("sender"))).isEqualTo(IN_MAIL + " <x@market.example>");
        assertThat(mail.select("pre").text()).contains("one kettle " + IN_MAIL);
        assertThat(mail.select("tbody td").eachText()).contains("list.csv");
        Element frame = mail.select("iframe").get(0);
        assertThat(frame.attr("sandbox")).isEmpty();
        assertThat(frame.hasAttr("src")).isFalse();
        assertThat(frame.attr("srcdoc"))
                .startsWith(
                        "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">")
                .contains("<b>one kettle</b>");
    }

    /** The text of the cell below this heading; on a phone, the heading is in front of the cell. */
    private static String cell(Document page, Element row, String heading) {
        int column = page.select("thead th").eachText().indexOf(heading);
        assertThat(column).as(heading).isNotNegative();
        Element cell = row.child(column);
        assertThat(cell.attr("data-label")).isEqualTo(heading);
        return cell.text();
    }

    private static String value(Document page, String term) {
        return page.select("dt").stream()
                .filter(one -> one.text().equals(term))
                .map(one -> one.nextElementSibling().text())
                .findFirst()
                .orElseThrow();
    }
}
