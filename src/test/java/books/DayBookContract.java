package books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mail.BucketEvent;
import org.junit.jupiter.api.Test;

/** The contract of every {@link DayBook}. */
interface DayBookContract {

    DayBook book();

    /** A day that no other test has. */
    LocalDate day();

    @Test
    default void aDayHasTheObjectsThatWereStoredOnItEachOnce() {
        Instant morning = day().atTime(0, 0).toInstant(java.time.ZoneOffset.UTC);
        BucketEvent first = stored("inbox/shop/a", "1", morning);
        BucketEvent last = stored("inbox/shop/b", "2", morning.plusSeconds(24 * 3600 - 1));
        book().add(List.of(first, last, stored("inbox/shop/c", "3", morning.plusSeconds(24 * 3600))));
        book().add(List.of(first));

        assertThat(book().of(day())).containsExactlyInAnyOrder(first, last);
        assertThat(book().of(day().minusDays(1))).isEmpty();
    }

    @Test
    default void anObjectThatWasWrittenOverIsThereWithBothOfItsBytes() {
        Instant noon = day().atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
        BucketEvent before = stored("inbox/a", "1", noon);
        BucketEvent after = stored("inbox/a", "2", noon.plusSeconds(9));
        book().add(List.of(before, after));

        assertThat(book().of(day())).containsExactlyInAnyOrder(before, after);
    }

    @Test
    default void placesAndTimesAndWhatIsNotKnownComeBackAsTheyWere() {
        Instant noon = day().atTime(12, 0, 0, 123_000_000).toInstant(java.time.ZoneOffset.UTC);
        List<BucketEvent> stored = List.of(
                stored("at-the-top", "", noon),
                new BucketEvent(true, "other", "a/b/c", noon, "d41d8cd98f00b204e9800998ecf8427e-3", -1));
        book().add(stored);

        assertThat(book().of(day())).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    default void moreThanAPageOfMailsIsADayToo() {
        Instant noon = day().atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
        List<BucketEvent> many = IntStream.range(0, 450)
                .mapToObj(i -> stored("inbox/" + "x".repeat(40) + i, "0123456789abcdef0123456789abcdef", noon))
                .toList();
        book().add(many);
        book().add(List.of());

        assertThat(book().of(day()))
                .hasSize(450)
                .containsAll(Stream.of(many.get(0), many.get(449)).toList());
    }

    private static BucketEvent stored(String key, String eTag, Instant at) {
        return new BucketEvent(true, "raw", key, at, eTag, 1234);
    }
}
