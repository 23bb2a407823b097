package ledger.records;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Shared records for route tests. {@link SharedRecordsContract} proves them equal to the real ones. */
@Mock
@ApplicationScoped
public class InMemorySharedRecords implements SharedRecords {

    private final Map<String, SharedRecord> records = new HashMap<>();

    @Override
    public synchronized SharedRecord read(String name) {
        return records.getOrDefault(name, new SharedRecord(name, 0, Map.of()));
    }

    @Override
    public synchronized boolean write(SharedRecord seen, Map<String, String> fields, Instant until) {
        if (read(seen.name()).revision() != seen.revision()) {
            return false;
        }
        records.put(seen.name(), new SharedRecord(seen.name(), seen.revision() + 1, Map.copyOf(fields)));
        return true;
    }
}
