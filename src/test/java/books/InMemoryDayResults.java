package books;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Day results for route tests. {@link DayResultsContract} proves it equal to the real one, except that it does not
 * expire claims.
 */
@Mock
@ApplicationScoped
public class InMemoryDayResults implements DayResults {

    private final Set<LocalDate> begun = new HashSet<>();
    private final Map<LocalDate, Map<String, Integer>> ended = new HashMap<>();

    @Override
    public synchronized Optional<Map<String, Integer>> of(LocalDate day) {
        return Optional.ofNullable(ended.get(day));
    }

    @Override
    public synchronized boolean begin(LocalDate day) {
        return begun.add(day);
    }

    @Override
    public synchronized void end(LocalDate day, Map<String, Integer> differences) {
        ended.put(day, differences);
    }
}
