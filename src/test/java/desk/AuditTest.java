package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final Logger logger = Logger.getLogger("hikyaku.audit");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void aLineSaysWhoDidWhatToWhat() {
        Audit.allowed("mika", "redrive", "mail-1/0123");
        Audit.refused("jun", "sendBody", "");
        Audit.refused(null, "login", null);

        assertThat(lines)
                .containsExactly("mika allowed redrive mail-1/0123", "jun refused sendBody -", "- refused login -");
    }

    @Test
    void nobodyMakesUpALineOrAField() {
        Audit.refused("x\nmika allowed redrive mail-1", "a\r\u2028b", "c d\u001b[31m\u0000");

        assertThat(lines).containsExactly("x_mika_allowed_redrive_mail-1 refused a__b c_d_[31m_");
    }

    @Test
    void aFieldHasAnEnd() {
        Audit.allowed("a".repeat(1000), "b".repeat(1000), "c".repeat(1000));

        assertThat(lines).containsExactly("a".repeat(300) + " allowed " + "b".repeat(300) + " " + "c".repeat(300));
    }
}
