package desk.web;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import desk.StatusReason;
import desk.Words;
import desk.picture.DrawnArrow;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.InMemoryLedger;
import local.Waiting;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.SettableTime;
import settings.Settings;
import watch.AlarmRule;
import watch.FiringAlarm;
import watch.FiringAlarms;

/**
 * The desk as browsers and programs see it: each role's permissions, answers while a service is unavailable, actions on
 * groups.
 */
@QuarkusTest
class DeskPagesTest extends DeskTest {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private record Call(String method, String path, String body) {

        static Call get(String path) {
            return new Call("GET", path, "");
        }

        static Call json(String method, String path, String body) {
            return new Call(method, path, body);
        }
    }

    private int status(String user, Call call) throws Exception {
        boolean isForm = call.path.startsWith("/desk");
        return send(
                        user,
                        call.method,
                        call.path,
                        call.body,
                        "Content-Type",
                        isForm ? "application/x-www-form-urlencoded" : "application/json")
                .statusCode();
    }

    /**
     * Every page and call. An operator gets 404 and not 403 for something that does not exist, because the login
     * succeeded.
     */
    @Test
    void nobodyComesInAndAViewerLooksAndDoesNothing() throws Exception {
        Entry held = delivered(delivery("demo", "ne-001"), HELD, "for roles");
        String place = place(held);
        String group =
                "set=demo&status=HELD&reason=" + StatusReason.of("for roles").id();
        List<Call> forViewers = List.of(
                Call.get("/"),
                Call.get("/desk"),
                Call.get("/desk/find?set=demo&status=HELD"),
                new Call("POST", "/desk/find", "text=ne-001"),
                Call.get(search(Map.of("sender", "market.example"))),
                new Call("POST", "/desk/export/deliveries.csv", group),
                new Call("POST", "/desk/export/deliveries.json", group),
                new Call("POST", "/desk/export/actions.csv", ""),
                Call.get("/desk/delivery/" + place),
                Call.get("/desk/groups?set=demo&status=HELD"),
                Call.get("/desk/actions"),
                Call.get("/desk/picture"),
                Call.get("/desk/groups/progress"),
                Call.get("/desk/desk.css"),
                Call.get("/desk/desk.js"),
                Call.get("/api/sets"),
                Call.get("/api/activity"),
                Call.get("/api/actions"),
                Call.get("/api/alarms"),
                Call.get("/api/picture"),
                Call.get("/api/pauses"),
                Call.get("/api/groups/progress"),
                Call.get("/api/groups?set=demo&status=HELD"),
                Call.get("/api/mails/" + held.delivery().id().mail()),
                Call.json("POST", "/api/find", "{}"),
                Call.get("/q/openapi"));
        List<Call> forOperators = List.of(
                Call.get("/desk/mail/" + place),
                Call.get("/desk/mail/" + place + "/raw"),
                Call.get("/desk/mail/" + place + "/manifest"),
                Call.get("/desk/mail/" + place + "/parts/001"),
                Call.get("/desk/groups/release?" + group),
                new Call("POST", "/desk/groups/release", group),
                new Call("POST", "/desk/groups/progress/nothing/stop", ""),
                new Call("POST", "/desk/groups/progress/nothing/resume", ""),
                new Call("POST", "/desk/pauses/pause", "set=nobodys&why=why"),
                new Call("POST", "/desk/pauses/resume", "set=nobodys&since=1"),
                new Call("POST", "/desk/selection/drop", "one=" + place + "/HELD"),
                new Call("POST", "/desk/selection/drop/now", "one=" + place + "/FAILED&why=spam"),
                Call.json("PUT", "/api/pauses/nobodys", "{\"why\":\"why\"}"),
                Call.json("DELETE", "/api/pauses/nobodys", ""),
                Call.json("POST", "/api/groups/progress/nothing/resume", ""),
                new Call("POST", "/desk/delivery/" + place, "act=drop&seen=FAILED&why=spam"),
                Call.json("POST", "/api/mails/" + place + "/drop", "{\"seen\":\"FAILED\",\"why\":\"spam\"}"),
                Call.json("POST", "/api/groups/release/preview", "{\"set\":\"demo\",\"status\":\"HELD\"}"),
                Call.json("POST", "/api/groups/release", "{\"set\":\"demo\",\"status\":\"HELD\"}"),
                Call.json("DELETE", "/api/groups/progress/nothing", ""));
        for (Call call : forViewers) {
            assertThat(status(NOBODY, call)).as(call.toString()).isEqualTo(401);
            assertThat(status(VIEWER, call)).as(call.toString()).isIn(200, 302, 303);
            assertThat(status(OPERATOR, call)).as(call.toString()).isIn(200, 302, 303);
        }
        for (Call call : forOperators) {
            assertThat(status(NOBODY, call)).as(call.toString()).isEqualTo(401);
            assertThat(status(VIEWER, call)).as(call.toString()).isEqualTo(403);
            assertThat(status(OPERATOR, call)).as(call.toString()).isIn(200, 303, 400, 404, 409);
        }
        assertThat(deliveries.find(held.delivery().id()).orElseThrow().status()).isEqualTo(HELD);
        everyPathIsAsked(forViewers, forOperators);
    }

    /** Compares the paths with the API's description, so that a new path must be added here, too. */
    private void everyPathIsAsked(List<Call> forViewers, List<Call> forOperators) throws Exception {
        JsonNode paths =
                JSON.readTree(get(VIEWER, "/q/openapi?format=json").body()).path("paths");
        Set<String> known = new TreeSet<>();
        paths.fieldNames()
                .forEachRemaining(path -> paths.path(path)
                        .fieldNames()
                        .forEachRemaining(method -> known.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> notAsked = known.stream()
                .filter(path -> path.contains(" /desk") || path.contains(" /api"))
                .filter(path -> Stream.concat(forViewers.stream(), forOperators.stream())
                        .noneMatch(call -> (call.method + " " + call.path.replaceFirst("\\?.*", ""))
                                .matches(path.replaceAll("\\{\\w+}", "[^/]+"))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).hasSizeGreaterThan(20);
        // these exist only while an action runs
        assertThat(notAsked).containsExactly("GET /api/groups/progress/{id}", "GET /desk/groups/progress/{id}");
    }

    @Test
    void thePolicyOfAllPagesStaysAsStrictAndNothingIsKept() throws Exception {
        Entry held = delivered(mail("the policy"), HELD, "policy");
        for (String path : List.of(
                "/desk",
                "/desk/actions",
                "/desk/picture",
                "/desk/groups/progress",
                "/desk/mail/" + place(held),
                "/desk/delivery/" + place(held),
                "/desk/nothing")) {
            HttpResponse<String> page = get(OPERATOR, path);
            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .containsExactly(POLICY);
            assertThat(page.headers().allValues("Cache-Control")).as(path).containsExactly("no-store");
        }
    }

    private Delivery mail(String subject) {
        Delivery delivery = delivery("demo", "ne-001");
        String mail = "From: x@market.example\r\nSubject: " + subject + "\r\n\r\none kettle\r\n";
        objects.put("raw", delivery.raw().key(), mail.getBytes(StandardCharsets.US_ASCII));
        return delivery;
    }

    @Test
    void aMailThatIsHeldIsReadAndItsPartsAreDownloaded() throws Exception {
        Entry held = delivered(mail("please judge"), HELD, "too-large");
        Document page = page("/desk/mail/" + place(held), "en");

        assertThat(page.select(".subject").text()).isEqualTo("please judge");
        assertThat(page.select("pre").text()).isEqualTo("one kettle");
        assertThat(page.select(".hint").eachText()).contains(Words.ENGLISH.get("unpacked-now"));
        HttpResponse<String> part = get(OPERATOR, "/desk/mail/" + place(held) + "/parts/001");
        assertThat(part.body())
                .isEqualTo("one kettle\r\n".replace("\r\n", part.body().contains("\r") ? "\r\n" : "\n"));
        assertThat(part.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(get(OPERATOR, "/desk/mail/" + place(held) + "/parts/..%2Fraw")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aMailOfWhichNothingIsKeptIsSaidToBeGone() throws Exception {
        Entry held = delivered(delivery("demo", "ne-001"), HELD, "too-large");

        assertThat(page("/desk/mail/" + place(held), "en").select(".warn").eachText())
                .contains(Words.ENGLISH.get("gone"));
    }

    @Test
    void redriveOfWhatIsDoneWarns() throws Exception {
        Entry done = delivered(delivery("demo", "ne-001"), DONE, "exit 0");
        Entry failed = delivered(delivery("demo", "ne-001"), FAILED, "exit 1");

        assertThat(page("/desk/delivery/" + place(done), "en")
                        .select(".act.redrive .warn")
                        .text())
                .isEqualTo(Words.ENGLISH.get("warn.done"));
        assertThat(page("/desk/delivery/" + place(failed), "en").select(".act.redrive"))
                .hasSize(1);
        assertThat(page("/desk/delivery/" + place(failed), "en").select(".act.redrive .warn"))
                .isEmpty();
    }

    @Test
    void aGroupIsReleasedWithAReasonAndItsProgressIsTold() throws Exception {
        Entry one = delivered(delivery("shadow", "ne-001"), HELD, "group: no alias");
        Entry other = delivered(delivery("shadow", "ne-002"), HELD, "group: another reason");
        Document groups = page("/desk/groups?set=shadow&status=HELD", "en");
        String link = groups.select("a.release").stream()
                .map(button -> button.attr("href"))
                .filter(href -> href.endsWith(StatusReason.of("group: no alias").id()))
                .findFirst()
                .orElseThrow();
        Document preview = page(link, "en");
        Map<String, String> form = preview.select("form.act input").stream()
                .collect(Collectors.toMap(input -> input.attr("name"), input -> input.val()));
        assertThat(form).containsEntry("expected", "1").containsEntry("why", "");

        HttpResponse<String> refused = post(OPERATOR, "/desk/groups/release", form);
        form.put("why", "the alias is there");
        HttpResponse<String> begun = post(OPERATOR, "/desk/groups/release", form);

        assertThat(refused.headers().firstValue("Location").orElseThrow()).endsWith("&said=wrong");
        String progress =
                URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
        Waiting.until("it has ended", () -> ended(progress));
        assertThat(get(VIEWER, progress).statusCode()).isEqualTo(200);
        assertThat(deliveries.find(one.delivery().id()).orElseThrow().last().note())
                .isEqualTo("was HELD: the alias is there");
        assertThat(deliveries.find(other.delivery().id()).orElseThrow().status())
                .isEqualTo(HELD);
    }

    private boolean ended(String progress) {
        try {
            return page(progress, "en").select(".happened").text().startsWith("Ended");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anExportHasTheListAndTheNamesOfTheApi() throws Exception {
        Entry held = delivered(delivery("raw", "ne-001"), HELD, "=export");
        Map<String, String> list = Map.of("set", "raw", "status", "HELD");

        HttpResponse<String> csv = post(VIEWER, "/desk/export/deliveries.csv", list);
        HttpResponse<String> json = post(VIEWER, "/desk/export/deliveries.json", list);

        assertThat(csv.body()).contains("\"" + place(held) + "\",\"HELD\",\"raw\"", "\"'=export\"");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith("\"deliveries.csv\"");
        assertThat(JSON.readTree(json.body())
                        .path("deliveries")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(place(held));
        assertThat(post(VIEWER, "/desk/export/deliveries.exe", list).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void whatIsRefusedOrMissingSaysWhatItMeansForTheMail(String language) throws Exception {
        Map<String, String> words = Words.in(Locale.forLanguageTag(language));
        Entry held = delivered(delivery("demo", "ne-001"), HELD, "errors");
        String tooMuch = "text=" + "x".repeat(70_000);

        told(words, "forbidden", 403, get(VIEWER, "/desk/mail/" + place(held), "Accept-Language", language));
        told(words, "missing", 404, get(VIEWER, "/desk/nothing", "Accept-Language", language));
        told(words, "missing", 404, get(VIEWER, "/desk/delivery/a/b", "Accept-Language", language));
        told(
                words,
                "much",
                413,
                send(
                        VIEWER,
                        "POST",
                        "/desk/find",
                        tooMuch,
                        "Accept-Language",
                        language,
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void aLedgerThatIsAwayLosesNothingAndThePageSaysSo(String language) throws Exception {
        Map<String, String> words = Words.in(Locale.forLanguageTag(language));
        QuarkusMock.installMockForType(new AwayLedger(clock, settings), InMemoryLedger.class);

        told(words, "away", 503, get(VIEWER, "/desk/groups?set=demo&status=HELD", "Accept-Language", language));
        told(words, "away", 503, get(VIEWER, "/desk/delivery/a/b", "Accept-Language", language));
        SettableTime.set().advance(Duration.ofMinutes(1)); // cached readings are now too old to be used
        Document picture = page("/desk/picture", language);
        assertThat(picture.select("svg.route")).isNotEmpty();
        assertThat(picture.select("#overview-table tr:contains(DynamoDB) td")
                        .get(0)
                        .text())
                .isEqualTo(words.get("picture.unknown"));
        HttpResponse<String> api = get(VIEWER, "/api/mails/a");
        assertThat(api.statusCode()).isEqualTo(503);
        assertThat(AwayLedger.patience).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(JSON.readTree(api.body()).path("mail").asText()).isEqualTo(Words.ENGLISH.get("error.away.mail"));
    }

    @Test
    void aFiringAlarmIsOnTheBoardWithItsEntryOfTheRunbook() throws Exception {
        FiringAlarm alarm =
                new FiringAlarm("DeadLetters", "ticket", Map.of("queue", "dead-letters"), 1, clock.instant());
        QuarkusMock.installMockForType(
                new FiringAlarms(meters, settings, clock) {
                    @Override
                    public Reading now() {
                        return new Reading(List.of(alarm), alarm.since());
                    }
                },
                FiringAlarms.class);

        String english = page("/desk", "en").select(".alarms li").text();
        String japanese = page("/desk", "ja").select(".alarms li").text();

        assertThat(english)
                .startsWith("DeadLetters (queue dead-letters), value 1, since ")
                .contains("Means: a delivery was given up after its last attempt", "hikyaku dead-letters")
                .doesNotContain("`", "](");
        assertThat(japanese).contains("意味：最後の試行でも成功せず断念した配達");
        assertThat(JSON.readTree(get(VIEWER, "/api/alarms").body())
                        .path("alarms")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("DeadLetters");
        for (AlarmRule rule : AlarmRule.values()) {
            assertThat(Runbook.entry(rule.name(), Words.ENGLISH))
                    .as(rule.name())
                    .isNotEmpty();
            assertThat(Runbook.entry(rule.name(), Words.in(Locale.JAPANESE)))
                    .as(rule.name())
                    .isNotEmpty();
        }
    }

    @Test
    void thePictureHasTheReadmesBoxesAndEveryArrowOfTheRoutes() throws Exception {
        List<String> readme = Jsoup.parse(Files.readString(Path.of("docs/picture.svg")))
                .select("text.name")
                .eachText();
        List<String> arrows = DrawnArrow.in(Files.readString(Path.of("docs/routes.md"))).stream()
                .map(arrow -> arrow.route() + " " + arrow.step() + " " + arrow.target())
                .toList();
        Document page = page("/desk/picture", "en");

        assertThat(page.select("svg.overview text.name").eachText()).containsExactlyInAnyOrderElementsOf(readme);
        assertThat(page.select("#steps-table tbody tr").stream()
                        .map(row -> row.child(0).text() + " " + row.child(1).text() + " "
                                + row.child(2).text()))
                .containsExactlyElementsOf(arrows);
        assertThat(page.select("svg.route text.step")).hasSameSizeAs(arrows);
    }

    @Test
    void aDeliveryLeadsToARouteThatThisProcessHas() throws Exception {
        Entry held = delivered(delivery("demo", "ne-001"), HELD, "spam-fail");

        assertThat(page("/desk/delivery/" + place(held), "en")
                        .select("a[href^=/console/camel]")
                        .attr("href"))
                .isEqualTo("/console/camel?route=deliver-mail");
        assertThat(DeliveryStatus.values())
                .allSatisfy(status -> assertThat(context.getRoute(DeliveryPages.route(status)))
                        .as(status.name())
                        .isNotNull());
    }

    private static void told(Map<String, String> words, String kind, int status, HttpResponse<String> answer) {
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).as(kind).isEqualTo(status);
        assertThat(page.select("h1").text()).isEqualTo(words.get("error." + kind));
        assertThat(page.select(".happened").text()).isEqualTo(words.get("error." + kind + ".mail"));
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
}
