package local.it;

import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import local.Demo;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** A migration: both systems get the mail, the old mail server runs the programs, and the report compares both. */
class ShadowIT extends MailJourney {

    private static final List<String> REPORT =
            List.of("shadow-report", "demo/shadow/old-server.tsv", "--set", "shadow");

    @Override
    Map<String, String> changes() {
        return Demo.shadow();
    }

    @Test
    void theReportNamesWhatOnlyOneOfThemHas() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            String order = send("order-iso-2022-jp.eml", "ne-001@shadow.example");
            String question = send("question.eml", "ne-002@shadow.example");
            String unknown = send("html.eml", "ne-404@shadow.example");
            String notInTheLog = send("three-shops.eml", "ne-003@shadow.example");
            List<String> shadowed = List.of(order, question, notInTheLog);
            Waiting.until(
                    "they have come to their end",
                    () -> status(unknown) == HELD && shadowed.stream().allMatch(mail -> status(mail) == DROPPED));

            Answer report = desk(REPORT.toArray(String[]::new));

            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.output())
                    .contains("     2 would have been handed over here too")
                    .contains("line 4: exit 67 there, HELD here (no alias for this address)")
                    .contains("line 5: exit 0 there, not known here")
                    .contains("not in the log: " + notInTheLog)
                    .doesNotContain("@");
            assertThat(data.resolve("kept")).doesNotExist();
        }
    }

    @Test
    void aLogOfAnotherFormIsRefusedWithItsLine() throws Exception {
        Path log = Files.writeString(data.resolve("log"), "# fine\n<a@b.example> ne-001@shadow.example 0\n");

        Answer answer = desk("shadow-report", log.toString(), "--set", "shadow");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output()).contains("line 2 must be message id, recipient and exit code");
        assertThat(desk("shadow-report", log.toString(), "--set", "nobody's").output())
                .contains("there is no set nobody's");
    }

    private String send(String file, String recipient) throws IOException {
        return cloud.mail()
                .accept(
                        "sender@market.example",
                        List.of(recipient),
                        Files.readAllBytes(Path.of("demo/mails").resolve(file)));
    }
}
