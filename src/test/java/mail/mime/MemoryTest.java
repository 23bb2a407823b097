package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void eightMailsAtOnceTakeNoMoreHeapForBeingLarge() throws Exception {
        int small = liveMegabytes(1);
        int large = liveMegabytes(40);

        System.out.printf("live heap of eight mails at once: of 1 MB %d MB, of 40 MB %d MB%n", small, large);
        assertThat(large).isLessThan(small + 8);
    }

    private static int liveMegabytes(int mailMegabytes) throws Exception {
        List<String> java = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                EightAtOnce.class.getName(),
                Integer.toString(mailMegabytes));
        Process process = new ProcessBuilder(java).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Integer.parseInt(
                output.strip().lines().reduce((first, last) -> last).orElseThrow());
    }
}
