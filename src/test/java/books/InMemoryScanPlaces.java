package books;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/** The scan's place in memory, for route tests. {@link ScanPlacesContract} proves it equal to the real one. */
@Mock
@ApplicationScoped
public class InMemoryScanPlaces implements ScanPlaces {

    private ScanPlace place = ScanPlace.NONE;

    @Override
    public synchronized ScanPlace get() {
        return place;
    }

    @Override
    public synchronized boolean move(ScanPlace from, ScanPlace to) {
        if (!place.equals(from)) {
            return false;
        }
        place = to;
        return true;
    }
}
