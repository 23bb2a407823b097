package books;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mail.BucketEvent;

/** A day book for route tests. {@link DayBookContract} proves it equal to the real one. */
@Mock
@ApplicationScoped
public class InMemoryDayBook implements DayBook {

    private final Map<List<String>, BucketEvent> objects = new LinkedHashMap<>();

    @Override
    public synchronized void add(List<BucketEvent> stored) {
        stored.forEach(event -> objects.putIfAbsent(List.of(event.bucket(), event.key(), event.eTag()), event));
    }

    @Override
    public synchronized List<BucketEvent> of(LocalDate day) {
        return objects.values().stream()
                .filter(event -> LocalDate.ofInstant(event.at(), ZoneOffset.UTC).equals(day))
                .toList();
    }
}
