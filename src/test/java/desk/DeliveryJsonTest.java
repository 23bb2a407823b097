package desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import json.Json;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/** Pages, API and command line use the same names for the same values. */
class DeliveryJsonTest {

    private static final ObjectMapper JSON =
            Json.mapper().registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, Configuration.with(Map.of()));

    @Test
    void aDeliveryHasTheseFieldsAndItsTimesAreIso8601() throws Exception {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        Instant received = Instant.parse("2026-11-24T10:00:00Z");
        Delivery delivery = Delivery.of(id, "order@market.example", received, new RawMail("raw", "raw/1"));
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery.in("demo", "ne-001"), "pipeline")).claim();
        ledger.move(claim, Transition.to(DeliveryStatus.HELD, "too large"));

        JsonNode json = JSON.readTree(JSON.writeValueAsString(
                new DeliveryReader(ledger, "parts").ofMail("mail-1").get(0)));

        assertThat(names(json))
                .containsExactly(
                        "id",
                        "mail",
                        "key",
                        "recipient",
                        "sender",
                        "messageId",
                        "set",
                        "tenant",
                        "status",
                        "attempt",
                        "receivedAt",
                        "since",
                        "trace",
                        "raw",
                        "summary",
                        "timeline");
        assertThat(json.path("receivedAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(json.path("raw").asText()).isEqualTo("raw/raw/1");
        assertThat(names(json.path("timeline").path(0))).containsExactly("at", "status", "by", "note");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
