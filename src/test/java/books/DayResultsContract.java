package books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every {@link DayResults}. */
interface DayResultsContract {

    DayResults results();

    LocalDate day();

    @Test
    default void oneOfTwoReconcilesADayAndBothSeeWhatItFound() {
        assertThat(results().of(day())).isEmpty();
        assertThat(results().begin(day())).isTrue();
        assertThat(results().begin(day())).isFalse();
        assertThat(results().of(day())).isEmpty();

        results().end(day(), Map.of("overdue", 2));

        assertThat(results().of(day())).contains(Map.of("overdue", 2));
        assertThat(results().begin(day())).as("it has ended").isFalse();
        assertThat(results().begin(day().plusDays(1))).isTrue();
    }
}
