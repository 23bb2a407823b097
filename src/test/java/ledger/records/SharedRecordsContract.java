package ledger.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every implementation of shared records. */
abstract class SharedRecordsContract {

    private final String name = "test/" + UUID.randomUUID();

    abstract SharedRecords records();

    @Test
    void aRecordThatNobodyHasWrittenIsEmpty() {
        assertThat(records().read(name)).isEqualTo(new SharedRecord(name, 0, Map.of()));
    }

    @Test
    void whatOneProcessWritesTheNextOneReads() {
        assertThat(records().write(records().read(name), Map.of("set/demo", "mika", "a", ""), null))
                .isTrue();
        assertThat(records().read(name).fields()).isEqualTo(Map.of("set/demo", "mika", "a", ""));

        assertThat(records().write(records().read(name), Map.of("b", "予約"), null))
                .isTrue();
        assertThat(records().read(name)).isEqualTo(new SharedRecord(name, 2, Map.of("b", "予約")));
    }

    @Test
    void ofTwoThatHaveReadTheSameOneWrites() {
        SharedRecord empty = records().read(name);
        assertThat(records().write(empty, Map.of("by", "mika"), null)).isTrue();
        assertThat(records().write(empty, Map.of("by", "jun"), null)).isFalse();

        SharedRecord seen = records().read(name);
        long written = IntStream.range(0, 20)
                .parallel()
                .filter(i -> records().write(seen, Map.of("by", "operator-" + i), null))
                .count();

        assertThat(written).isEqualTo(1);
        assertThat(records().read(name).revision()).isEqualTo(2);
    }
}
