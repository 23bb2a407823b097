package local.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Independent checks of the same requests: botocore's own validator and moto, if Python has them; otherwise the test is
 * skipped.
 */
class SecondWitnessTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sample that only moto refuses: its limit is 405,000 bytes, and AWS' is 409,600. */
    private static final String STRICTER_THERE = "dynamodb PutItem: an item just under 400 KB";

    @TempDir
    Path data;

    /** @param botocore result of botocore's validator; empty if it finds nothing */
    record Verdict(String name, String botocore, String moto) {
        String says() {
            return botocore + moto;
        }
    }

    @Test
    void theExtractIsThatOfTheBotocoreItNames() throws Exception {
        Run check = run("src/test/sh/aws-constraints", "", "--check");

        assumeTrue(check.exitCode() != 3, check.output());
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    /**
     * botocore finds missing, unknown and wrongly typed members. moto checks some other rules, and accepts much that
     * AWS refuses.
     */
    @Test
    void whatTheOthersFindIllegalIsIllegalHere() throws Exception {
        List<SampleRequest> samples =
                Stream.concat(SampleRequests.illegal(), SampleRequests.legal()).toList();
        List<Verdict> verdicts = verdicts(samples);

        assertThat(verdicts).hasSameSizeAs(samples);
        Map<String, String> illegalThere = verdicts.stream()
                .filter(verdict -> !verdict.says().isEmpty())
                .collect(Collectors.toMap(Verdict::name, Verdict::says));
        List<String> illegalHere = samples.stream()
                .filter(sample -> !sample.code().isEmpty())
                .map(SampleRequest::toString)
                .toList();
        illegalThere.keySet().remove(STRICTER_THERE);
        assertThat(illegalHere).containsAll(illegalThere.keySet());
        assertThat(illegalThere).as("refused here and there").hasSizeGreaterThan(40);
    }

    private List<Verdict> verdicts(List<SampleRequest> samples) throws Exception {
        List<Map<String, Object>> requests = new ArrayList<>();
        for (SampleRequest sample : samples) {
            Map<String, Object> request = new HashMap<>();
            request.put("name", sample.toString());
            request.put("service", sample.service());
            request.put("operation", sample.operation());
            request.put("input", sample.input());
            requests.add(request);
        }
        Run run = run("src/test/sh/second-witness", JSON.writeValueAsString(requests));
        assumeTrue(run.exitCode() != 3, run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();
        return JSON.readValue(run.output(), new TypeReference<>() {});
    }

    private record Run(int exitCode, String output) {}

    private Run run(String script, String input, String... arguments) throws Exception {
        Path out = data.resolve("out");
        List<String> command = new ArrayList<>(List.of("python3", script));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(data.resolve("err").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no Python here");
            throw e;
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        return new Run(process.exitValue(), said.isEmpty() ? Files.readString(data.resolve("err")) : said);
    }
}
