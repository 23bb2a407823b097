package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import ledger.DeliveryId;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import local.cloud.TraceCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A delivery is followed through all processes that work on it. */
class TracesIT extends MailJourney {

    private final TraceCollector collector = new TraceCollector();

    TracesIT() throws IOException {}

    @Override
    Map<String, String> changes() {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }

    @AfterEach
    void closeCollector() {
        collector.close();
    }

    @Test
    void theStepsOfPipelineAndCourierAreOneTrace() throws Exception {
        String mail;
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            mail = sendTo("ne-001");
            awaitAll(List.of(mail));
        }

        ByteString trace = ByteString.copyFrom(HexFormat.of()
                .parseHex(new DeliveryId(mail, "ne-001@shop.example").trace().id()));
        Waiting.until(
                "the courier's spans",
                () -> collector.spansOf("hikyaku-courier").stream()
                        .anyMatch(span -> span.getName().equals("mark-outcome")));
        assertThat(collector.spansOf("hikyaku"))
                .filteredOn(span -> span.getTraceId().equals(trace))
                .extracting(Span::getName)
                .contains("deliver", "claim", "fetch-raw", "run-task", "mark-handed-over");
        assertThat(collector.spansOf("hikyaku-courier"))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(trace))
                .extracting(Span::getName)
                .contains("work-one", "mark-running", "pipe-to-command", "mark-outcome");
    }
}
