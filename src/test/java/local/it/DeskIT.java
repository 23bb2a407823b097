package local.it;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.Entry;
import local.DeskClient;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/**
 * The desk of the packaged application, as browsers and programs see it: its searches and permissions. A mail is never
 * served as a page of the desk.
 */
class DeskIT extends MailJourney {

    private static final String HOSTILE = "<script>alert(1)</script>";

    private static final byte[] MAIL =
            ("""
            From: "%1$s" <x@market.example>
            Subject: %1$s
            Message-ID: <order-77@market.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8

            one kettle %1$s
            --b
            Content-Type: text/html; charset=UTF-8
            Content-Disposition: attachment; filename="%1$s.html"

            %1$s
            --b--
            """).formatted(HOSTILE).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    private DeskClient desk;

    @Test
    void mailsAreFoundReadAndActedOn() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            desk = new DeskClient(pipeline.port());
            String failed = cloud.mail().accept("order@market.example", List.of("ne-666@shop.example"), MAIL);
            String held = cloud.mail().accept("order@market.example", List.of("ne-404@shop.example"), MAIL);
            Waiting.until("both have ended", () -> status(failed) == FAILED && status(held) == HELD);

            foundBy("ne-666", failed);
            foundBy("NE-666@shop.example", failed);
            foundBy("<order-77@market.example>", failed);
            foundBy(failed, failed);
            foundBy("e-66", failed);
            foundBy("ne-666 market.example", failed);
            assertThat(find("ne-666 elsewhere.example").body()).contains("Nothing found.");
            searchesAreShort();
            contentIsNeverAPage(failed);
            rolesAreKept(failed);
            actsAreDone(failed, held);
        }
    }

    private void foundBy(String text, String mail) throws Exception {
        assertThat(find(text).body()).as(text).contains("/desk/delivery/" + mail + "/");
    }

    private void searchesAreShort() throws Exception {
        HttpResponse<String> page = find("word ".repeat(3000));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<html", "At most 8 words of at most 500 characters");
        HttpResponse<String> answer = desk.ask(
                "viewer",
                "POST",
                "/api/find",
                "{\"text\":\"" + "word ".repeat(3000) + "\"}",
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText())
                .startsWith("a search has at most 8 words of at most 500 characters");
    }

    private HttpResponse<String> find(String text) throws Exception {
        HttpResponse<String> answer = post("viewer", "/desk/find", Map.of("text", text));
        Optional<String> address = answer.headers().firstValue("Location");
        return address.isPresent()
                ? get("viewer", "/desk/find?" + URI.create(address.get()).getRawQuery())
                : answer;
    }

    private void contentIsNeverAPage(String mail) throws Exception {
        String place = "/desk/mail/" + key(mail);
        HttpResponse<String> page = get("operator", place);
        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("name=\"text\" value=\"\"", "<th scope=\"col\" class=\"number\">Bytes</th>")
                .doesNotContain(HOSTILE);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        for (String download : List.of("/raw", "/manifest", "/parts/001", "/parts/002")) {
            HttpResponse<String> file = get("operator", place + download);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .matches("attachment; filename=\"[\\w.-]+\"");
        }
        assertThat(get("operator", place + "/parts/..%2F..%2Fmanifest.json").statusCode())
                .isEqualTo(404);
        assertThat(get("operator", place + "/parts/003").statusCode()).isEqualTo(404);
        assertThat(get("operator", "/desk/mail/" + mail + "/000000000000/raw").statusCode())
                .isEqualTo(404);
    }

    /** Every page and call: none is possible without a password, and a viewer sees no content and changes nothing. */
    private void rolesAreKept(String mail) throws Exception {
        List<String> forViewers = List.of(
                "/desk",
                "/desk/groups?set=demo&status=HELD",
                "/desk/actions",
                "/api/activity",
                "/desk/find?set=demo&status=HELD",
                "/desk/delivery/" + key(mail),
                "/desk/desk.css",
                "/api/sets",
                "/api/mails/" + mail,
                "/q/openapi");
        List<String> forOperators = List.of(
                "/desk/mail/" + key(mail),
                "/desk/mail/" + key(mail) + "/raw",
                "/desk/mail/" + key(mail) + "/manifest",
                "/desk/mail/" + key(mail) + "/parts/001");
        for (String path : forViewers) {
            assertThat(get("", path).statusCode()).as(path).isEqualTo(401);
            assertThat(get("viewer", path).statusCode()).as(path).isEqualTo(200);
            assertThat(get("operator", path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : forOperators) {
            assertThat(get("", path).statusCode()).as(path).isEqualTo(401);
            assertThat(get("viewer", path).statusCode()).as(path).isEqualTo(403);
            assertThat(get("operator", path).statusCode()).as(path).isEqualTo(200);
        }
        Map<String, String> drop = Map.of("act", "drop", "seen", "FAILED", "why", "spam");
        assertThat(post("viewer", "/desk/delivery/" + key(mail), drop).statusCode())
                .isEqualTo(403);
        assertThat(act("viewer", mail, "drop", "FAILED", "spam")).isEqualTo(403);
        assertThat(act("", mail, "drop", "FAILED", "spam")).isEqualTo(401);
        assertThat(status(mail)).isEqualTo(FAILED);
    }

    private void actsAreDone(String failed, String held) throws Exception {
        assertThat(act("operator", failed, "redrive", "DEAD", "mended")).isEqualTo(409);
        assertThat(act("operator", failed, "release", "FAILED", "mended")).isEqualTo(400);
        assertThat(act("operator", failed, "redrive", "FAILED", " ")).isEqualTo(400);
        assertThat(act("operator", failed, "redrive", "FAILED", "mended")).isEqualTo(204);
        Waiting.until(
                "it has failed again",
                () -> status(failed) == FAILED && timeline(failed).size() > 8);
        Entry redriven = deliveries.ofMail(failed).get(0);
        assertThat(redriven.timeline())
                .anyMatch(event -> event.by().equals("operator") && event.note().equals("was FAILED: mended"));

        Map<String, String> drop = Map.of("act", "drop", "seen", "HELD", "why", "nobody's");
        assertThat(post("operator", "/desk/delivery/" + key(held), drop)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("?said=accepted");
        assertThat(status(held)).isEqualTo(DROPPED);
        JsonNode mail =
                new ObjectMapper().readTree(get("viewer", "/api/mails/" + held).body());
        assertThat(mail.path(0).path("status").asText()).isEqualTo("DROPPED");
        assertThat(Files.readString(data.resolve("pipeline.log")))
                .contains("operator allowed redrive " + failed, "operator allowed drop " + held, "viewer refused")
                .doesNotContain("ne-666@shop.example", HOSTILE);
        assertThat(status(failed)).isNotEqualTo(DONE);
    }

    private int act(String user, String mail, String act, String seen, String why) throws Exception {
        String body = new ObjectMapper().writeValueAsString(Map.of("seen", seen, "why", why));
        String path = "/api/mails/" + key(mail) + "/" + act;
        return desk.ask(user, "POST", path, body, "Content-Type", "application/json")
                .statusCode();
    }

    private String key(String mail) {
        return deliveries.ofMail(mail).get(0).claim().id().toString();
    }

    private HttpResponse<String> get(String user, String path) throws Exception {
        return desk.ask(user, "GET", path, "");
    }

    private HttpResponse<String> post(String user, String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return desk.ask(user, "POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }
}
