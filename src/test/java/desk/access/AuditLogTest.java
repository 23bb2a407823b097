package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogTest {

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @Test
    void aLineSaysWhoDidWhatToWhat() {
        AuditLog.allowed("mika", "redrive", "mail-1/0123");
        AuditLog.refused("jun", "sendBody", "");
        AuditLog.refused(null, "login", null);

        assertThat(audit.lines())
                .containsExactly("mika allowed redrive mail-1/0123", "jun refused sendBody -", "- refused login -");
    }

    @Test
    void nobodyMakesUpALineOrAField() {
        AuditLog.refused("x\nmika allowed redrive mail-1", "a\r\u2028b", "c d\u001b[31m\u0000");

        assertThat(audit.lines()).containsExactly("x_mika_allowed_redrive_mail-1 refused a__b c_d_[31m_");
    }

    @Test
    void aFieldHasAnEnd() {
        AuditLog.allowed("a".repeat(1000), "b".repeat(1000), "c".repeat(1000));

        assertThat(audit.lines())
                .containsExactly("a".repeat(300) + " allowed " + "b".repeat(300) + " " + "c".repeat(300));
    }
}
