package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final String RECEIVED = "Received: by mx.shop.example\n\tfor <ne-003@shop.example>; Mon, 23 Nov\n";

    @Test
    void theOriginalRecipientIsPreferredToTheOneThatAnAliasMadeOfIt() throws IOException {
        assertThat(read("Delivered-To: b@shop.example\nX-Original-To: NE-001@Shop.example\n" + RECEIVED)
                        .recipients())
                .containsExactly("ne-001@shop.example");
        assertThat(read("delivered-to: <b@shop.example>\n" + RECEIVED).recipients())
                .containsExactly("b@shop.example");
    }

    @Test
    void theTopmostOfEachKindCounts() throws IOException {
        assertThat(read("X-Original-To: a@shop.example\nX-Original-To: b@shop.example\n")
                        .recipients())
                .containsExactly("a@shop.example");
    }

    @Test
    void whatStandsBelowTheTopmostReceivedHeaderIsTheSendersWord() throws IOException {
        assertThat(read(RECEIVED + "X-Original-To: evil@shop.example\nDelivered-To: evil@shop.example\n")
                        .recipients())
                .containsExactly("ne-003@shop.example");
    }

    /** SES adds its headers at the top; the sender's headers follow. */
    @Test
    void theTopmostVerdictIsSesAndTheOthersAreTheSendersWord() throws IOException {
        Verdicts verdicts = read("X-SES-Spam-Verdict: FAIL\nX-SES-Virus-Verdict: GRAY\n" + RECEIVED
                        + "X-SES-Spam-Verdict: PASS\nX-SES-Virus-Verdict: PASS\n")
                .verdicts();

        assertThat(verdicts.byCheck())
                .containsEntry(Verdicts.VerdictType.SPAM, Verdicts.Verdict.FAIL)
                .containsEntry(Verdicts.VerdictType.VIRUS, Verdicts.Verdict.GRAY);
    }

    @Test
    void theTopmostReceivedHeaderIsTheHostsAndTheOthersAreTheSendersWord() throws IOException {
        assertThat(read(RECEIVED + RECEIVED.replace("ne-003", "evil") + RECEIVED.replace("ne-003", "evil"))
                        .recipients())
                .containsExactly("ne-003@shop.example");
        assertThat(read("Received: by mx.shop.example; Mon, 23 Nov\n" + RECEIVED)
                        .recipients())
                .as("a host that names none")
                .isEmpty();
    }

    @Test
    void whatIsNoAddressIsPassedOver() throws IOException {
        assertThat(read("X-Original-To: ne-001\nDelivered-To: mailing list a@shop.example\n" + RECEIVED)
                        .recipients())
                .containsExactly("ne-003@shop.example");
    }

    @Test
    void aMailWithoutAnyOfThemHasNoRecipient() throws IOException {
        assertThat(read("To: ne-001@shop.example\n").recipients()).isEmpty();
        assertThat(read("").recipients()).isEmpty();
    }

    @Test
    void theSenderIsTheReturnPathElseWhatTheMailboxSays() throws IOException {
        assertThat(read("Return-Path: <a@market.example>\n").sender()).isEqualTo("a@market.example");
        assertThat(read("Return-Path: <>\n").sender()).isEmpty();
        assertThat(read("Subject: a\n").sender()).isEqualTo("mailbox@market.example");
        assertThat(read("Return-Path: <a@market.example\n X-Evil: b>\n").sender())
                .isEqualTo("a@market.example");
    }

    @Test
    void whatEximWroteHasAllRecipients() throws IOException {
        assertThat(read("Envelope-to: NE-001@Shop.example,\n\t<ne-002@shop.example>, ne-001@shop.example\n"
                                + "Delivered-To: b@shop.example\n" + RECEIVED)
                        .recipients())
                .containsExactly("ne-001@shop.example", "ne-002@shop.example");
        assertThat(read(RECEIVED + "Envelope-to: evil@shop.example\n").recipients())
                .containsExactly("ne-003@shop.example");
        assertThat(read("Envelope-to: ne-001@shop.example, and others\n" + RECEIVED)
                        .recipients())
                .containsExactly("ne-003@shop.example");
        assertThat(read("Envelope-to: b@shop.example\nX-Original-To: ne-001@shop.example\n")
                        .recipients())
                .containsExactly("ne-001@shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for <ne-001@shop.example>; Mon",
                "for ne-001@shop.example ; Mon",
                "for <ne-001@shop.example> (envelope-from <a@market.example>); Mon",
                "for <ne-001@shop.example>\n (Google Transport Security);\n Mon",
                "for <ne-001@shop.example> (one) (two (inside) \\) ) ; Mon",
                "for <ne-001@shop.example>(no blank);Mon",
            })
    void theReceivedHeaderMaySaySomethingBehindTheRecipient(String clause) throws IOException {
        assertThat(read("Received: from a by b with ESMTPS id 1\n " + clause + ", 23 Nov 2026\n")
                        .recipients())
                .containsExactly("ne-001@shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(a", "(()", "\\(", "(a) "})
    void commentsWithoutEndCostNothing(String piece) throws IOException {
        assertThat(read("Received: by b for <ne-001@shop.example> " + piece.repeat(10_000) + "x;\n")
                        .recipients())
                .isEmpty();
    }

    @Test
    void headersWithoutEndCostNoMoreThanTheirBeginning() throws IOException {
        String endless = "X-Original-To: " + "a".repeat(10_000_000);

        assertThat(read(endless).recipients()).isEmpty();
        assertThat(read("Delivered-To: a@shop.example\n" + endless).recipients())
                .containsExactly("a@shop.example");
    }

    private static Envelope read(String headers) throws IOException {
        byte[] mail = (headers + "\nDelivered-To: evil@shop.example\n").getBytes(StandardCharsets.US_ASCII);
        return Envelope.read(new ByteArrayInputStream(mail), "mailbox@market.example");
    }
}
