package routes.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteEngineTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT5S", "PT20S"})
    void sqsWaitsForAMailForSomeSeconds(String wait) {
        assertThatCode(() -> RouteEngine.checkLongPoll(Duration.parse(wait))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT21S", "PT-1S"})
    void aWaitThatSqsDoesNotTakeStopsTheStart(String wait) {
        assertThatThrownBy(() -> RouteEngine.checkLongPoll(Duration.parse(wait)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hikyaku.queue.wait is ");
    }
}
