package cli;

import archive.MailNotDecrypted;
import archive.MailTooLarge;
import archive.StoredMail;
import desk.UsageError;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import replay.FolderData;
import replay.Intake;
import replay.Intake.Candidate;
import replay.Mailbox;
import replay.Mailboxes;
import replay.Post;
import replay.Register;
import replay.ReplayReport;
import replay.ReplayReport.Gap;
import software.amazon.awssdk.core.exception.SdkException;

/** Takes one mail after another out of a mailbox, and ends between two of them when it is interrupted. */
public class Replaying implements QuarkusApplication {

    @Inject
    Mailboxes mailboxes;

    @Inject
    Register register;

    @Inject
    Post post;

    @Inject
    Interruption interruption;

    private final ReplayReport report = new ReplayReport();
    private Replay replay;
    private Pace pace;
    private Progress progress;

    @Override
    public int run(String... arguments) {
        replay = Hikyaku.command(Replay.class, arguments);
        pace = new Pace(replay.rate, System::nanoTime);
        progress = new Progress(System.err, System::nanoTime);
        interruption.begin();
        try (Mailbox mailbox = mailboxes.open(replay);
                Intake intake = mailboxes.intake(replay)) {
            boolean whole = readAll(mailbox, intake);
            System.out.print(replay.json ? report.json(replay.dryRun, whole) : report.text(replay.dryRun));
            return whole && !report.hasGaps() && !(replay.dryRun && report.hasHeld()) ? ExitCode.OK : 1;
        } catch (UsageError e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println("cannot read or write: " + e.getMessage());
            return 1;
        } finally {
            interruption.end();
        }
    }

    /** @return whether it came to the mailbox's end, or to the limit */
    private boolean readAll(Mailbox mailbox, Intake intake) {
        try {
            for (Optional<StoredMail> mail = mailbox.next(); mail.isPresent(); mail = mailbox.next()) {
                take(mail.get(), intake);
                progress.tell(report.read(), report.sent(), "sent");
                if (report.sent() == replay.limit) {
                    return true;
                }
                if (interruption.isAskedWithin(pace.untilNext())) {
                    System.err.println("interrupted");
                    return false;
                }
            }
            return true;
        } catch (IOException | SdkException e) {
            System.err.printf("ended after %d mails: %s%n", report.read(), e.getMessage());
            return false;
        }
    }

    private void take(StoredMail mail, Intake intake) throws IOException {
        if (replay.hasPeriod() && mail.at() == null) {
            report.leftOut(mail.position(), Gap.NO_DATE);
        } else if (replay.hasPeriod() && !replay.isInPeriod(mail.at())) {
            report.ofAnotherTime();
        } else if (register.hasDelivery(mail)) {
            report.known();
        } else {
            try {
                send(mail, intake.take(mail));
            } catch (MailTooLarge e) {
                report.leftOut(mail.position(), Gap.TOO_LARGE);
            } catch (FolderData e) {
                report.folderData(mail.position());
            } catch (MailNotDecrypted e) {
                report.leftOut(mail.position(), Gap.NOT_DECRYPTED);
            } catch (UncheckedIOException e) {
                report.leftOut(mail.position(), Gap.UNREADABLE);
            }
        }
    }

    private void send(StoredMail mail, Candidate candidate) {
        if (candidate.announcement().hasNoEnvelope()) {
            report.leftOut(mail.position(), Gap.NO_RECIPIENT);
        } else if (!mail.isInS3() && register.hasEveryDelivery(candidate.announcement())) {
            report.known();
        } else {
            if (!replay.dryRun) {
                pace.step();
                post.send(candidate);
            }
            report.sent(mail.position(), register.destinations(candidate.announcement()));
        }
    }
}
