package books;

import java.time.LocalDate;
import java.util.Map;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;

/** The day book and the place of the audit keep their contracts, in the ledger's table and in memory. */
class BooksTest {

    private static final Settings SETTINGS = Configuration.with(Map.of());
    private static LocalDate day = LocalDate.parse("2026-11-01");

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    private static LocalDate newDay() {
        day = day.plusDays(3);
        return day;
    }

    @Nested
    class InTheTable implements DayBookContract, ScanPlacesContract, DayResultsContract {

        private final LocalDate own = newDay();

        @Override
        public DayBook book() {
            return new DynamoDbDayBook(DYNAMO_DB.client(), new SettableClock(), SETTINGS);
        }

        @Override
        public LocalDate day() {
            return own;
        }

        @Override
        public ScanPlaces places() {
            return new DynamoDbScanPlaces(DYNAMO_DB.client(), SETTINGS);
        }

        @Override
        public DayResults results() {
            return new DynamoDbDayResults(DYNAMO_DB.client(), new SettableClock(), SETTINGS);
        }
    }

    @Nested
    class InMemory implements DayBookContract, ScanPlacesContract, DayResultsContract {

        private final DayResults results = new InMemoryDayResults();
        private final DayBook book = new InMemoryDayBook();
        private final ScanPlaces places = new InMemoryScanPlaces();

        @Override
        public DayBook book() {
            return book;
        }

        @Override
        public LocalDate day() {
            return LocalDate.parse("2026-11-01");
        }

        @Override
        public ScanPlaces places() {
            return places;
        }

        @Override
        public DayResults results() {
            return results;
        }
    }
}
