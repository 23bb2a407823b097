package doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import doctor.CheckResult.CheckState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same account in moto, an independent emulator. The doctor reports no error except those that moto's gaps cause.
 * Skipped if moto is not installed.
 */
class SecondWitnessDoctorTest {

    /** Requests that moto 5.2 cannot answer, or answers differently from AWS. */
    private static final Map<String, String> LACKING = Map.of(
            "task-permissions", "SimulatePrincipalPolicy",
            "execution-permissions", "SimulatePrincipalPolicy",
            "running", "no task of a service runs",
            "vcpu-quota", "only quotas of VPCs");

    @TempDir
    Path data;

    @Test
    void theAccountThatTerraformMakesIsWholeInMotoToo() throws Exception {
        Process moto = started();
        try (Patient patient = new Patient();
                BufferedReader out = moto.inputReader(StandardCharsets.UTF_8);
                Writer in = new OutputStreamWriter(moto.getOutputStream(), StandardCharsets.UTF_8)) {
            AwsAccount account = RenderedAccount.whole();
            in.write(account.data() + "\n");
            in.flush();
            String line = out.readLine();
            assumeTrue(line != null && moto.isAlive(), Files.readString(data.resolve("err")));
            JsonNode built = AwsAccount.JSON.readTree(line);

            Diagnosis diagnosis = patient.is(named(account, built))
                    .at(URI.create(built.path("endpoint").asText()))
                    .examined(patient.visit().with(settings(built)));

            assertThat(built.path("refused")).isEmpty();
            assertThat(diagnosis.arrows())
                    .filteredOn(arrow -> arrow.state() == CheckState.WHOLE)
                    .as("as many as here")
                    .hasSizeGreaterThan(100);
            assertThat(diagnosis.arrows())
                    .filteredOn(arrow -> arrow.state() == CheckState.BROKEN || arrow.state() == CheckState.NOT_ASKED)
                    .extracting(arrow -> arrow.arrow().replaceFirst("\\[.*", ""))
                    .as(diagnosis.lines().toString())
                    .containsOnly(LACKING.keySet().toArray(new String[0]));
        } finally {
            moto.destroy();
        }
    }

    /** DNS is emulated here, and has the records for moto's tokens. */
    private static AwsAccount named(AwsAccount account, JsonNode built) {
        AwsAccount named = account;
        for (Map.Entry<String, JsonNode> domain : built.path("dkim").properties()) {
            for (JsonNode token : domain.getValue()) {
                named = named.with(
                        "/dns/CNAME/" + token.asText() + "._domainkey." + domain.getKey(),
                        token.asText() + ".dkim.amazonses.com");
            }
        }
        return named;
    }

    private static Map<String, String> settings(JsonNode built) {
        Map<String, String> replaced = new HashMap<>();
        built.path("replaced")
                .properties()
                .forEach(one -> replaced.put(one.getKey(), one.getValue().asText()));
        return RenderedAccount.environment().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> {
                    String value = variable.getValue();
                    for (Map.Entry<String, String> one : replaced.entrySet()) {
                        value = value.replace(one.getKey(), one.getValue());
                    }
                    return value;
                }));
    }

    private Process started() {
        try {
            return new ProcessBuilder("python3", "src/test/sh/moto-account")
                    .redirectError(data.resolve("err").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no Python here");
            throw new IllegalStateException(e);
        }
    }
}
