package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import ledger.DeliveryId;
import org.junit.jupiter.api.Test;
import tasks.LaunchOutcomeUnknown;

/** What a trace collector receives about a delivery. */
@QuarkusTest
class TracingTest extends RouteTest {

    @Dependent
    static class Collector {
        @Produces
        @Singleton
        InMemorySpanExporter inMemory() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject
    InMemorySpanExporter collector;

    @Inject
    OpenTelemetry telemetry;

    @Test
    void aDeliveryHasOneTraceWithItsStepsInsideEachOther() {
        String mail = newMail();
        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HANDED_OVER);
        Map<String, SpanData> byName = spans(mail, SHOP_1).stream()
                .collect(Collectors.toMap(SpanData::getName, span -> span, (one, other) -> one));
        assertThat(byName)
                .containsKeys("deliver", "find-address", "claim", "decide", "unpack", "fetch-raw", "run-task")
                .containsKey("mark-handed-over");
        String root = new DeliveryId(mail, SHOP_1).trace().root();
        assertThat(byName.get("deliver").getParentSpanId()).isEqualTo(root);
        assertThat(byName.get("claim").getParentSpanId())
                .isEqualTo(byName.get("deliver").getSpanId());
        assertThat(byName.get("run-task").getParentSpanId())
                .isEqualTo(byName.get("hand-over").getSpanId());
        assertThat(byName.get("run-task").getAttributes().get(AttributeKey.longKey("hikyaku.attempt")))
                .isEqualTo(1);
    }

    @Test
    void deliveriesOfOneMailHaveTracesOfTheirOwn() {
        String mail = newMail();
        receive(mail, SHOP_1, SHOP_2);

        assertThat(spans(mail, SHOP_1)).extracting(SpanData::getName).containsOnlyOnce("run-task");
        assertThat(spans(mail, SHOP_2)).extracting(SpanData::getName).containsOnlyOnce("run-task");
    }

    @Test
    void aStepThatFailsSaysHowAndNoMore() {
        box("ecs").whenAnyExchangeReceived(ecs -> {
            throw new LaunchOutcomeUnknown(new IllegalStateException(SHOP_1));
        });
        String mail = newMail();
        receive(mail, SHOP_1);

        assertThat(spans(mail, SHOP_1))
                .filteredOn(span -> span.getName().equals("run-task"))
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(span.getStatus()).isEqualTo(StatusData.error());
                    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                            .isEqualTo("tasks.LaunchOutcomeUnknown");
                    assertThat(span.toString()).doesNotContain(SHOP_1);
                });
    }

    @Test
    void noSpanHasAnAddress() {
        String mail = newMail();
        receive(mail, SHOP_1);

        assertThat(spans(mail, SHOP_1))
                .isNotEmpty()
                .allSatisfy(span ->
                        assertThat(span.toString()).doesNotContain("@shop.example", "market.example", "ne-001"));
    }

    private List<SpanData> spans(String mail, String recipient) {
        ((OpenTelemetrySdk) telemetry).getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
        String trace = new DeliveryId(mail, recipient).trace().id();
        return collector.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }
}
