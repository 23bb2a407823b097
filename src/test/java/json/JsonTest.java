package json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @RegisterForReflection
    record Registered(String name, List<Integer> numbers) {}

    record Unregistered(String name) {}

    @RegisterForReflection
    record Holder(Unregistered inside) {}

    @RegisterForReflection(ignoreNested = false)
    record Outer(Inner inside) {
        record Inner(String name) {}
    }

    private final ObjectMapper json = Json.mapper();

    @Test
    void aRecordInsideOfOneThatIsRegisteredWithWhatIsNestedIsWritten() throws Exception {
        assertThat(json.writeValueAsString(new Outer(new Outer.Inner("ne-001"))))
                .isEqualTo("{\"inside\":{\"name\":\"ne-001\"}}");
    }

    @Test
    void aRegisteredRecordIsWrittenAndReadAgain() throws Exception {
        Registered record = new Registered("ne-001", List.of(1, 2));

        assertThat(json.readValue(json.writeValueAsString(record), Registered.class))
                .isEqualTo(record);
    }

    @Test
    void aRecordThatANativeImageCouldNotWriteIsRefusedWhereverItIsHeld() {
        Unregistered record = new Unregistered("ne-001");

        for (Object value : List.of(record, new Holder(record), List.of(record), Map.of("one", record))) {
            assertThatThrownBy(() -> json.writeValueAsString(value))
                    .hasMessageContaining("json.JsonTest$Unregistered", "@RegisterForReflection");
        }
    }

    @Test
    void aRecordThatANativeImageCouldNotReadIsRefused() {
        assertThatThrownBy(() -> json.readValue("{\"name\":\"ne-001\"}", Unregistered.class))
                .hasMessageContaining("@RegisterForReflection");
    }

    @Test
    void whatHasNoComponentsNeedsNoRegistration() throws Exception {
        assertThat(json.writeValueAsString(Map.of("sent", 1))).isEqualTo("{\"sent\":1}");
        assertThat(json.readTree("{\"sent\":1}").path("sent").asInt()).isEqualTo(1);
    }
}
