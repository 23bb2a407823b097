package scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalePageTest {

    private final ScalePage scale = new ScalePage();

    ScalePageTest() throws IOException {}

    @Test
    void thePageHasWhatIsCalculatedFromTheMeasurements() throws IOException {
        String page = Files.readString(ScalePage.PAGE);
        String written = scale.write(page);

        if (System.getProperty("scale.write") != null) {
            Files.writeString(ScalePage.PAGE, written);
        }
        assertThat(Files.readString(ScalePage.PAGE))
                .as("run this test with -Dscale.write, and commit docs/scale.md")
                .isEqualTo(written);
    }

    @Test
    void whatIsFarBelowEveryLimitBreaksNothing() {
        assertThat(scale.limits(1, 1)).allMatch(limit -> limit.used() <= 1);
    }

    @Test
    void moreSetsUseLessOfWhatASetHasAndAsMuchOfWhatAllShare() {
        List<ScalePage.Limit> one = scale.limits(1_000, 1).toList();
        List<ScalePage.Limit> many = scale.limits(1_000, 300).toList();

        for (int i = 0; i < one.size(); i++) {
            assertThat(many.get(i).used())
                    .as(one.get(i).name())
                    .isLessThanOrEqualTo(one.get(i).used() * 1.6); // each set has a whole courier
        }
        assertThat(used(many, "a shard of the ledger")).isLessThan(1);
        assertThat(used(one, "a shard of the ledger")).isEqualTo(1_000 / scale.perShard());
        assertThat(used(one, "write units of a table")).isEqualTo(used(many, "write units of a table"));
    }

    /**
     * The measurement agrees with the arithmetic: one shard takes 500 mails per second, and sixteen take more than a
     * thousand.
     */
    @Test
    void whatWasMeasuredIsWhatTheArithmeticSays() throws IOException {
        List<String> rows = scale.shards().lines().skip(2).toList();

        for (String row : rows.subList(0, 1)) {
            assertThat(cell(row, 3)).as(row).isBetween(cell(row, 2) * 0.95, cell(row, 2) * 1.05);
        }
        assertThat(cell(rows.get(1), 3)).isGreaterThan(1_000);
        assertThat(cell(rows.get(1), 4)).as("throttled").isZero();
    }

    private static double used(List<ScalePage.Limit> limits, String name) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow()
                .used();
    }

    private static double cell(String row, int number) {
        return Double.parseDouble(row.split("\\|")[number].strip().replace(",", ""));
    }
}
