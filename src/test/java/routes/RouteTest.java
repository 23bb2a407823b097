package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import ledger.Deliveries;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.Ledger;
import local.cloud.Announcement;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import settings.Settings;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Routes with mocks for the boxes: S3 has the mail, and ECS has capacity, unless a test changes that. */
@WithTestResource(value = LocalServices.class, scope = TestResourceScope.GLOBAL)
abstract class RouteTest {

    static final String SHOP_1 = "ne-001@shop.example";
    static final String SHOP_2 = "ne-002@shop.example";
    static final String TASK = "arn:aws:ecs:local:000000000000:task/1";

    @Inject
    CamelContext context;

    @Inject
    ProducerTemplate routes;

    @Inject
    Ledger ledger;

    @Inject
    Deliveries deliveries;

    @Inject
    CamelRuntime runtime;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    /** The command line starts the routes; Quarkus' test runner has none. */
    @BeforeEach
    void startRoutes() {
        if (!context.getStatus().isStarted()) {
            runtime.start();
        }
    }

    /**
     * Gives each test an empty ledger. All tests share one application, so a sweep would find deliveries of other
     * tests.
     */
    @BeforeEach
    void emptyLedger() {
        QuarkusMock.installMockForType(new InMemoryLedger(clock, settings), InMemoryLedger.class);
    }

    @BeforeEach
    void boxesThatWork() throws IOException {
        byte[] mail = Files.readAllBytes(Path.of("src/test/resources/mail/order.eml"));
        box("raw-mail").whenAnyExchangeReceived(s3 -> s3.getMessage().setBody(new ByteArrayInputStream(mail)));
        box("manifest").whenAnyExchangeReceived(s3 -> {
            throw NoSuchKeyException.builder().message("no manifest yet").build();
        });
        box("ecs").whenAnyExchangeReceived(ecs -> ecs.getMessage().setBody(TASK));
    }

    @AfterEach
    void emptyBoxes() {
        MockEndpoint.resetMocks(context);
    }

    MockEndpoint box(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** An id that no other mail has. */
    static String newMail() {
        return UUID.randomUUID().toString();
    }

    void receive(String mail, String... recipients) {
        String message = Announcement.of(mail, "order@market.example", List.of(recipients), "raw", "raw/" + mail);
        routes.sendBody("direct:mail", Announcement.inEnvelope(message));
    }

    void sweep() {
        routes.sendBody("direct:sweep", null);
    }

    Entry entry(String mail, String recipient) {
        return deliveries.find(new DeliveryId(mail, recipient)).orElseThrow();
    }

    void assertStatus(String mail, String recipient, DeliveryStatus status) {
        assertThat(entry(mail, recipient).status()).isEqualTo(status);
    }
}
