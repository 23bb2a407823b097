package books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of every {@link ScanPlaces}. */
interface ScanPlacesContract {

    ScanPlaces places();

    @Test
    default void ofTwoThatMoveItFromTheSamePlaceOneDoes() {
        ScanPlace before = places().get();
        ScanPlace one = new ScanPlace(Instant.parse("2026-11-30T00:00:00Z"), "raw/inbox/shop/", "");
        ScanPlace other = new ScanPlace(Instant.parse("2026-11-30T00:00:00Z"), "raw/inbox/shop/", "inbox/shop/m");

        assertThat(places().move(before, one)).isTrue();
        assertThat(places().move(before, other)).isFalse();
        assertThat(places().get()).isEqualTo(one);
        assertThat(places().move(one, other)).isTrue();
        assertThat(places().get()).isEqualTo(other);
        assertThat(places().move(other, new ScanPlace(one.began(), "", ""))).isTrue();
        assertThat(places().get().isAtEnd()).isTrue();
    }
}
