package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands of an installation whose aliases file does not exist. */
class BrokenAliasesIT extends MailJourney {

    @Override
    Map<String, String> changes() {
        return Map.of("HIKYAKU_SETS_DEMO_ALIASES", data.resolve("missing").toString());
    }

    @Test
    void whatIsWrongIsOneLineAndNoStackTrace() throws Exception {
        Answer find = desk("aliases", "find", "ne-001@shop.example");

        assertThat(find.exitCode()).isEqualTo(1);
        assertThat(find.output().lines())
                .singleElement()
                .asString()
                .contains("set demo: " + data.resolve("missing") + " does not exist");
    }
}
