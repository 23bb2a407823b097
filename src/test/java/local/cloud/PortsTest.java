package local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void noPortIsGivenOutTwice() {
        Set<Integer> ports = new HashSet<>();

        for (int i = 0; i < 300; i++) {
            ports.add(Ports.free());
        }

        assertThat(ports).hasSize(300);
    }

    @Test
    void aPortThatIsHeldIsNobodyElsesUntilItIsGivenUp() throws Exception {
        int port = Ports.free();

        try (Ports.Held held = Ports.hold(port)) {
            assertThat(Ports.preferring(port)).isNotEqualTo(port);
        }

        assertThat(Ports.preferring(port)).isEqualTo(port);
    }
}
