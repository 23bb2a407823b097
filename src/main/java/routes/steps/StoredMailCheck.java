package routes.steps;

import static watch.Metric.STORED;

import archive.InboxScanner;
import archive.UnknownMails;
import books.DayBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mail.BucketEvent;
import mail.BucketEventReader;
import mail.Notification;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import watch.MailCounters;

/**
 * Compares what the mail buckets have stored with the ledger. Known mails are written into the day book, and their
 * messages deleted. A mail that stays unknown was never announced.
 */
@ApplicationScoped
public class StoredMailCheck {

    private static final Logger LOG = Logger.getLogger("hikyaku.stored");

    @SuppressWarnings("rawtypes")
    private static final Variable<List> EVENTS = new Variable<>("events", List.class);

    private static final Variable<Findings> FINDINGS = new Variable<>("findings", Findings.class);

    private final UnknownMails unknown;
    private final InboxScanner inbox;
    private final DayBook book;
    private final MailCounters counts;
    private final Clock clock;
    private final Duration lostAfter;

    public StoredMailCheck(
            UnknownMails unknown,
            InboxScanner inbox,
            DayBook book,
            MailCounters counts,
            Clock clock,
            Settings settings) {
        this.unknown = unknown;
        this.inbox = inbox;
        this.book = book;
        this.counts = counts;
        this.clock = clock;
        this.lostAfter = settings.sweep().lostAfter();
    }

    /**
     * @param known messages about mails that the ledger knows, and those that are about no mail
     * @param lost messages about mails that were never announced
     */
    private record Findings(List<Message> known, List<Message> lost) {}

    /** @return the mails that SES has stored, by their events; other objects and events are ignored */
    public List<BucketEvent> read(String message) {
        return BucketEventReader.read(message).stream()
                .filter(event -> event.isCreation() && unknown.isMailOfSes(event.announcement()))
                .toList();
    }

    /**
     * Asks the ledger about the mails of a batch. A mail is lost if it stays unknown for a while. Until then its
     * message is left: SQS shows it again after its visibility timeout.
     */
    public void ask(Exchange batch) {
        List<Message> messages =
                ArrivalBatch.messages(batch).stream().map(Message.class::cast).toList();
        Set<Notification> strangers = Set.copyOf(unknown.of(messages.stream()
                .flatMap(StoredMailCheck::events)
                .map(BucketEvent::announcement)
                .distinct()
                .toList()));
        Map<Boolean, List<Message>> strange = messages.stream()
                .collect(Collectors.partitioningBy(message ->
                        events(message).map(BucketEvent::announcement).anyMatch(strangers::contains)));
        FINDINGS.set(
                batch,
                new Findings(
                        strange.get(false),
                        strange.get(true).stream().filter(this::hasWaited).toList()));
    }

    /** Writes the known mails into the day book. */
    public void enterKnown(Exchange batch) {
        enter(FINDINGS.of(batch).known().stream()
                .flatMap(StoredMailCheck::events)
                .toList());
    }

    /** @return messages about known mails, unchanged, each with its own receipt handle */
    public static List<?> known(Exchange batch) {
        return FINDINGS.of(batch).known();
    }

    /** @return messages about lost mails, unchanged, each with its own receipt handle */
    public static List<?> lost(Exchange batch) {
        return FINDINGS.of(batch).lost();
    }

    /**
     * The mails of one message that were never announced become the body, without those whose object is gone: there is
     * nothing to deliver. The reconciliation reports them.
     */
    public void findObjects(Exchange message) {
        List<BucketEvent> events = events(message.getMessage()).toList();
        EVENTS.set(message, events);
        List<Notification> lost = unknown.of(
                events.stream().map(BucketEvent::announcement).distinct().toList());
        List<Notification> still = inbox.stillStored(lost);
        lost.forEach(mail -> {
            boolean isThere = still.contains(mail);
            counts.add(STORED, isThere ? "lost" : "gone");
            LOG.warnf(
                    isThere
                            ? "%s was stored and never announced: it is delivered now"
                            : "%s was stored, never announced, and deleted",
                    mail.mail());
        });
        message.getMessage().setBody(still);
    }

    /** Writes the mails of one message into the day book. */
    public void enterLost(Exchange message) {
        List<?> events = EVENTS.of(message);
        enter(events.stream().map(BucketEvent.class::cast).toList());
    }

    private void enter(List<BucketEvent> events) {
        book.add(events);
        events.forEach(mail -> counts.add(STORED, "checked"));
    }

    private static Stream<BucketEvent> events(Message message) {
        List<?> events = message.getBody(List.class);
        return events.stream().map(BucketEvent.class::cast);
    }

    /**
     * Whether the message was first received long enough ago. A message without the time of its first receipt came from
     * no queue, and counts as old enough.
     */
    private boolean hasWaited(Message message) {
        Map<?, ?> attributes = message.getHeader(Sqs2Constants.ATTRIBUTES, Map.of(), Map.class);
        Object first = attributes.get(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
        return first == null
                || !Instant.ofEpochMilli(Long.parseLong(first.toString()))
                        .plus(lostAfter)
                        .isAfter(clock.instant());
    }
}
