package replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archive.Inboxes;
import archive.MailTooLarge;
import archive.StoredMail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import mail.Notification;
import mail.NotificationReader;
import mail.NotificationWriter;
import mail.RawMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPreparationTest {

    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final Path DEMO = Path.of("demo/replay/mails.mbox");
    private static final String FROM = "From a@market.example Mon Nov 23 20:57:00 2026\n";

    @TempDir
    Path folder;

    private MailPreparation intake;

    @BeforeEach
    void openIntake() throws IOException {
        intake = new MailPreparation("bucket", List.of(), Clock.fixed(NOW, ZoneOffset.UTC), folder.resolve("scratch"));
    }

    @AfterEach
    void closeIntake() throws IOException {
        intake.close();
    }

    @Test
    void aMailIsAnnouncedWithItsEnvelopeAndAnIdThatItsBytesMake() throws IOException {
        try (MboxFile mbox = MboxFile.open(DEMO, ZoneId.of("Asia/Tokyo"))) {
            PreparedMail candidate = intake.prepare(mbox.next().orElseThrow());
            Notification mail = candidate.announcement();

            assertThat(mail.mail()).matches("replay-[0-9a-f]{64}");
            assertThat(mail.receivedAt()).isEqualTo("2026-11-23T11:57:00Z");
            assertThat(mail.sender()).isEqualTo("order@market.example");
            assertThat(mail.recipients()).containsExactly("ne-001@shop.example");
            assertThat(mail.raw()).isEqualTo(new RawMail("bucket", "replay/" + mail.mail()));
            assertThat(new NotificationReader().read(NotificationWriter.write(mail)))
                    .containsExactly(mail);
        }
    }

    @Test
    void theSameMailHasTheSameIdInWhateverMailboxAndAnotherOneHasAnother() throws IOException {
        Notification inMaildir = intake.prepare(mail("Subject: a\n\nb\n")).announcement();
        Notification changed = intake.prepare(mail("Subject: a\n\nc\n")).announcement();
        Path file = Files.writeString(folder.resolve("mbox"), FROM + "Subject: a\n\nb\n\n");

        try (MboxFile mbox = MboxFile.open(file, ZoneOffset.UTC)) {
            assertThat(intake.prepare(mbox.next().orElseThrow()).announcement().mail())
                    .isEqualTo(inMaildir.mail())
                    .isNotEqualTo(changed.mail());
        }
    }

    @Test
    void recipientsThatAreNamedStandForThoseOfTheMail() throws IOException {
        try (MailPreparation named = new MailPreparation(
                "bucket", List.of("ne-003@shop.example"), Clock.systemUTC(), folder.resolve("other"))) {
            assertThat(named.prepare(mail("X-Original-To: ne-001@shop.example\n\n"))
                            .announcement()
                            .recipients())
                    .containsExactly("ne-003@shop.example");
        }
    }

    @Test
    void aMailWhoseTimeNobodyKnowsArrivesNow() throws IOException {
        assertThat(intake.prepare(mail("Subject: a\n\n")).announcement().receivedAt())
                .isEqualTo(NOW);
    }

    @Test
    void aMailAtTheLimitIsTakenOneByteMoreIsTooLargeAndTheNextOneIsFound() throws IOException {
        Path file = folder.resolve("mbox");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            large(out, MailTooLarge.LARGEST);
            large(out, MailTooLarge.LARGEST + 1);
            large(out, 10);
        }

        try (MboxFile mbox = MboxFile.open(file, ZoneOffset.UTC)) {
            assertThat(intake.prepare(mbox.next().orElseThrow()).content()).hasSize(MailTooLarge.LARGEST);
            StoredMail tooLarge = mbox.next().orElseThrow();
            assertThatThrownBy(() -> intake.prepare(tooLarge)).isInstanceOf(MailTooLarge.class);
            assertThat(intake.prepare(mbox.next().orElseThrow()).content()).hasSize(10);
            assertThat(mbox.next()).isEmpty();
        }
    }

    @Test
    void aMailThatCannotBeReadIsTold() {
        StoredMail gone = new StoredMail("", NOW, "", null, () -> Files.newInputStream(folder.resolve("gone")));

        assertThatThrownBy(() -> intake.prepare(gone)).isInstanceOf(UncheckedIOException.class);
    }

    /** The mail is in an inbox: its notification is already sent, and has the recipients that the replay was given. */
    @Test
    void aReplayedMailIsNoLostOneToTheSweeper() throws IOException {
        try (MboxFile mbox = MboxFile.open(DEMO, ZoneId.of("Asia/Tokyo"))) {
            String replayed =
                    intake.prepare(mbox.next().orElseThrow()).announcement().mail();

            assertThat(Inboxes.isReplayed(replayed)).isTrue();
            assertThat(Inboxes.isReplayed("o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1"))
                    .isFalse();
        }
    }

    private static void large(OutputStream mbox, long size) throws IOException {
        mbox.write(FROM.getBytes(StandardCharsets.US_ASCII));
        for (long i = 1; i < size; i++) {
            mbox.write(i % 1000 == 0 ? '\n' : 'x');
        }
        mbox.write("\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private StoredMail mail(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("mail"), content);
        return new StoredMail("", null, "", null, () -> Files.newInputStream(file));
    }
}
