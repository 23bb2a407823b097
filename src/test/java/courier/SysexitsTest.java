package courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SysexitsTest {

    @Test
    void theTableInTheDocsIsTheCodes() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/courier.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(Sysexits.values())
                        .map(known -> "| %d | %s | %s | %s |"
                                .formatted(
                                        known.code(), known, Sysexits.status(known.code(), Map.of()), known.meaning()))
                        .toList());
    }
}
