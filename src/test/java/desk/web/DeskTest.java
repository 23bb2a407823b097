package desk.web;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Ledger;
import ledger.Transition;
import local.Http;
import mail.RawMail;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import routes.SettableTime;

/** Sends HTTP requests to the desk, in a language, as a user or without a login. */
@WithTestResource(value = DeskObjects.class, scope = TestResourceScope.GLOBAL)
abstract class DeskTest {

    static final String NOBODY = "";
    static final String VIEWER = "viewer";
    static final String OPERATOR = "operator";

    @TestHTTPResource
    URI desk;

    @Inject
    Ledger ledger;

    @Inject
    CamelRuntime runtime;

    @Inject
    CamelContext context;

    @Inject
    Deliveries deliveries;

    DeskObjects objects;

    /** The command line starts the routes; Quarkus' test runner does not. */
    @BeforeEach
    void startRoutes() {
        if (!context.getStatus().isStarted()) {
            runtime.start();
        }
    }

    HttpResponse<String> get(String user, String path, String... headers) throws IOException, InterruptedException {
        return send(user, "GET", path, "", headers);
    }

    Document page(String path, String language) throws IOException, InterruptedException {
        return Jsoup.parse(get(OPERATOR, path, "Accept-Language", language).body());
    }

    HttpResponse<String> post(String user, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(user, "POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> send(String user, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                Http.request(desk.resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!user.equals(NOBODY)) {
            byte[] credentials = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Http.send(request.build());
    }

    /** @return the URL of the answer */
    String search(Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(VIEWER, "/desk/find", form);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getRawPath() + "?"
                + URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getRawQuery();
    }

    static String newMail() {
        return UUID.randomUUID().toString();
    }

    /** A delivery that was claimed and then reached this status. */
    Entry delivered(Delivery delivery, DeliveryStatus status, String note) {
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline-1")).claim();
        if (status == DeliveryStatus.DONE) {
            ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, ""));
            claim = ((ClaimResult.Claimed) ledger.start(delivery.id(), 1, "courier-1", null, newMail())).claim();
        }
        ledger.move(claim, Transition.to(status, note));
        // times that a test reads after this are later than the delivery's
        SettableTime.set().advance(Duration.ofMillis(10));
        return deliveries.find(delivery.id()).orElseThrow();
    }

    Delivery delivery(String set, String tenant) {
        String mail = newMail();
        DeliveryId id = new DeliveryId(mail, tenant + "@shop.example");
        return Delivery.of(id, "order@market.example", SettableTime.set().instant(), new RawMail("raw", "raw/" + mail))
                .in(set, tenant);
    }

    static String place(Entry entry) {
        return entry.claim().id().toString();
    }
}
