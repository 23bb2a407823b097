package replay;

import archive.MailNotDecrypted;
import archive.MailTooLarge;
import archive.StoredMail;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import replay.ReplayReport.Gap;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads one mail after another from a mailbox and sends it through the pipeline, unless the ledger knows it. */
@ApplicationScoped
@Unremovable
public class Replayer {

    private final MailboxOpener mailboxes;
    private final KnownMails known;
    private final ReplaySender sender;

    Replayer(MailboxOpener mailboxes, KnownMails known, ReplaySender sender) {
        this.mailboxes = mailboxes;
        this.known = known;
        this.sender = sender;
    }

    /**
     * @param report filled during the replay
     * @return whether the replay reached the mailbox's end, or the limit
     * @throws desk.InvalidRequest if the request cannot be carried out; nothing was sent
     * @throws IOException if the mailbox cannot be opened
     */
    public boolean replay(ReplayRequest request, ReplayReport report, ReplayMonitor monitor) throws IOException {
        try (Mailbox mailbox = mailboxes.open(request, monitor);
                MailPreparation preparation = mailboxes.preparation(request)) {
            return new ReplayRun(request, report, monitor, preparation).all(mailbox);
        }
    }

    private final class ReplayRun {

        private final ReplayRequest request;
        private final ReplayReport report;
        private final ReplayMonitor monitor;
        private final MailPreparation preparation;

        ReplayRun(ReplayRequest request, ReplayReport report, ReplayMonitor monitor, MailPreparation preparation) {
            this.request = request;
            this.report = report;
            this.monitor = monitor;
            this.preparation = preparation;
        }

        boolean all(Mailbox mailbox) {
            try {
                for (Optional<StoredMail> mail = mailbox.next(); mail.isPresent(); mail = mailbox.next()) {
                    take(mail.get());
                    boolean goesOn = monitor.goesOn(report);
                    if (report.sent() == request.limit()) {
                        return true;
                    }
                    if (!goesOn) {
                        return false;
                    }
                }
                return true;
            } catch (IOException | SdkException e) {
                monitor.hint("ended after %d mails: %s".formatted(report.read(), e.getMessage()));
                return false;
            }
        }

        private void take(StoredMail mail) throws IOException {
            if (request.hasPeriod() && mail.at() == null) {
                report.leftOut(mail.position(), Gap.NO_DATE);
            } else if (request.hasPeriod() && !request.isInPeriod(mail.at())) {
                report.ofAnotherTime();
            } else if (known.hasDelivery(mail)) {
                report.known();
            } else {
                try {
                    send(mail, preparation.prepare(mail));
                } catch (MailTooLarge e) {
                    report.leftOut(mail.position(), Gap.TOO_LARGE);
                } catch (MailboxMetadata e) {
                    report.folderData(mail.position());
                } catch (MailNotDecrypted e) {
                    report.leftOut(mail.position(), Gap.NOT_DECRYPTED);
                } catch (UncheckedIOException e) {
                    report.leftOut(mail.position(), Gap.UNREADABLE);
                }
            }
        }

        private void send(StoredMail mail, PreparedMail prepared) {
            if (prepared.announcement().hasNoEnvelope()) {
                report.leftOut(mail.position(), Gap.NO_RECIPIENT);
            } else if (!mail.isInS3() && known.hasEveryDelivery(prepared.announcement())) {
                report.known();
            } else {
                if (!request.dryRun()) {
                    monitor.sending();
                    sender.send(prepared);
                }
                report.sent(mail.position(), known.destinations(prepared.announcement()));
            }
        }
    }
}
