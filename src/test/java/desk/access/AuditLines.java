package desk.access;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Records the lines of the audit log during a test. */
public final class AuditLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger = Logger.getLogger("hikyaku.audit");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String text = String.format(line.getMessage(), line.getParameters());
            lines.add(line.getLevel().intValue() < Level.INFO.intValue() ? "(" + text + ")" : text);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @return the lines; those at level DEBUG are in brackets */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }
}
