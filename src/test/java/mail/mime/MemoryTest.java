package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import local.cloud.Java;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    /** 20 to 22 MB are enough for any of these sizes. */
    private static final String HEAP = "-Xmx32m";

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40})
    void eightMailsAtOnceFitIntoTheSameSmallHeapWhateverTheirSize(int megabytes) throws Exception {
        String classes = System.getProperty("java.class.path");
        List<String> java = List.of(
                Java.executable(), HEAP, "-cp", classes, EightAtOnce.class.getName(), Integer.toString(megabytes));
        Process process = new ProcessBuilder(java).redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
