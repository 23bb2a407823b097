package desk.web;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import desk.Words;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.WrittenHeaders;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.SettableTime;

/** The search form: each field, the URL of an answer, and the range that was searched. */
@QuarkusTest
class SearchPagesTest extends DeskTest {

    private final String name = "n" + newMail().substring(0, 8);

    @Test
    void aMailIsFoundBySenderAndSubjectAndTheAddressOfTheAnswerSaysNeither() throws Exception {
        Entry order = written("demo", "ご注文 " + name, HELD);
        written("demo", "お知らせ " + name, HELD);

        String address = search(Map.of("sender", "Order@" + name + ".co.jp", "subject", "注文"));
        Document page = page(address, "en");

        assertThat(address).doesNotContain(name, "co.jp", "%");
        assertThat(page.select("tbody a").eachAttr("href")).containsExactly("/desk/delivery/" + place(order));
        assertThat(page.select(".author").text()).isEqualTo("Author: order@" + name + ".co.jp");
        assertThat(page.select("input[name=sender]").val()).isEqualTo("Order@" + name + ".co.jp");
        assertThat(page.select("input[name=subject]").val()).isEqualTo("注文");
        assertThat(page.select(".scope").text()).isEqualTo("(deliveries looked through: 2 of 2)");
        assertThat(page(address, "ja").select(".scope").text()).isEqualTo("(2 件中 2 件)");
    }

    @ParameterizedTest
    @CsvSource({
        "set,raw",
        "set,-",
        "status,DONE",
        "tenant,ne-999",
        "text,elsewhere",
        "from,today 23:59:59",
        "until,9000d"
    })
    void everyOtherFieldNarrowsTheSearch(String field, String value) throws Exception {
        written("demo", "", HELD);
        Map<String, String> form = new HashMap<>(Map.of("sender", name, "zone", "UTC"));
        assertThat(page(search(form), "en").select("tbody tr")).hasSize(1);

        form.put(field, value);
        SettableTime.set().advance(Duration.ofMillis(1));

        assertThat(page(search(form), "en").select("tbody tr")).isEmpty();
    }

    @Test
    void theNextPageBeginsWhereTheLastOneEnded() throws Exception {
        for (int i = 0; i < 70; i++) {
            written("demo", "", DONE);
        }

        Document first = page(search(Map.of("sender", name)), "en");
        Document second = page(first.select("a[rel=next]").attr("href"), "en");

        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(first.select(".scope").text())
                .startsWith("Looked back to 2")
                .endsWith("(deliveries looked through: 50 of 70)");
        assertThat(second.select("tbody tr")).hasSize(20);
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".scope").text()).isEqualTo("(deliveries looked through: 20 of 20)");
    }

    @Test
    void aDayInALinkStaysThatDay() throws Exception {
        Document page = page(
                search(Map.of("sender", name, "from", "2026-11-24", "until", "昨日 9:00", "zone", "Asia/Tokyo")), "en");

        assertThat(page.select("input[name=from]").val()).isEqualTo("2026-11-24 00:00:00");
        assertThat(page.select("input[name=until]").val()).matches("\\d{4}-\\d\\d-\\d\\d 09:00:00");
        assertThat(page.select("input[name=zone]").val()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void whatIsWrongIsSaidAndTheFormStaysFilledIn() throws Exception {
        wrong(Map.of("from", "soon", "sender", name), 400, "wrong-time");
        wrong(Map.of("text", "word ".repeat(9)), 400, "too-long");
        wrong(Map.of("sender", "two words"), 400, "too-long");
        HttpResponse<String> silent = get(VIEWER, search(Map.of("subject", "注文", "set", "raw")));
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains(Words.ENGLISH.get("no-subjects"), "value=\"注文\"");
        HttpResponse<String> gone = get(VIEWER, "/desk/find?q=nothing");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains(Words.ENGLISH.get("link.gone"));
    }

    private void wrong(Map<String, String> form, int status, String key) throws Exception {
        HttpResponse<String> answer = post(VIEWER, "/desk/find", form);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains(Words.ENGLISH.get(key))
                .contains(form.values().stream()
                        .map(value -> "value=\"" + value.strip())
                        .toList());
    }

    @Test
    void anExportHasWhatTheSearchFound() throws Exception {
        Entry order = written("demo", "", HELD);
        String link = search(Map.of("sender", name)).replaceFirst(".*q=", "");

        HttpResponse<String> csv = post(VIEWER, "/desk/export/deliveries.csv", Map.of("q", link));

        assertThat(csv.body()).contains(place(order)).hasLineCount(2);
        assertThat(post(VIEWER, "/desk/export/deliveries.csv", Map.of("q", "nothing"))
                        .statusCode())
                .isEqualTo(404);
    }

    private Entry written(String set, String subject, DeliveryStatus status) {
        Delivery bare = delivery(set, "ne-001");
        Delivery delivery = new Delivery(
                bare.id(),
                "bounce@service.example",
                bare.receivedAt(),
                bare.raw(),
                bare.verdicts(),
                "",
                bare.set(),
                bare.tenant(),
                new WrittenHeaders("order@" + name + ".co.jp", subject));
        return delivered(delivery, status, "as it went");
    }
}
