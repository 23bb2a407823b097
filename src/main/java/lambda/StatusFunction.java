package lambda;

import addresses.AddressBook;
import archive.DeliverySplitter;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ledger.Ledger;
import mail.NotificationReader;
import mail.UnreadableMessage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import settings.MailSet;
import settings.Settings;

/**
 * Marks every mail of SES' events RECEIVED, with the same row as {@code record-receipt}. After a failure, SES and
 * Lambda repeat an event; the repetition changes nothing.
 */
public class StatusFunction implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(StatusFunction.class);

    /** SES does not wait for this answer. If SES waited, the answer would make it continue with the rule. */
    private static final String GO_ON = "{\"disposition\":\"CONTINUE\"}";

    @Inject
    NotificationReader notifications;

    @Inject
    DeliverySplitter envelopes;

    @Inject
    Ledger ledger;

    @Inject
    AddressBook addresses;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @ConfigProperty(name = "hikyaku.aliases.look-every")
    Duration lookEvery;

    private Instant looked = Instant.EPOCH;

    @Override
    public int run(String... args) throws IOException, InterruptedException {
        checkInboxes();
        RuntimeApi lambda = new RuntimeApi(System.getenv(RuntimeApi.VARIABLE));
        while (true) {
            RuntimeApi.Invocation invocation = lambda.next();
            try {
                record(invocation.event());
                lambda.done(invocation, GO_ON);
            } catch (RuntimeException e) {
                LOG.errorf(e, "invocation %s", invocation.id());
                lambda.failed(invocation, e);
            }
        }
    }

    private void record(String event) {
        refreshAliases();
        envelopes.deliveries(notifications.readInvocation(event, this::inbox)).forEach(ledger::receive);
    }

    /** Between two invocations no thread or timer runs here. */
    private void refreshAliases() {
        Instant now = clock.instant();
        if (looked.plus(lookEvery).isBefore(now)) {
            addresses.refresh();
            looked = now;
        }
    }

    private String inbox(String recipient) {
        return Optional.ofNullable(settings.sets().get(addresses.set(recipient)))
                .flatMap(MailSet::inbox)
                .orElseGet(() -> shared().orElseThrow(
                                () -> new UnreadableMessage("no set with an inbox has the recipient's domain")));
    }

    private Optional<String> shared() {
        List<String> inboxes = settings.sweep().inboxes().orElse(List.of());
        return inboxes.size() == 1 ? Optional.of(inboxes.get(0)) : Optional.empty();
    }

    private void checkInboxes() {
        boolean each =
                settings.sets().values().stream().allMatch(set -> set.inbox().isPresent());
        if (!each && shared().isEmpty()) {
            throw new ConfigurationException(
                    "hikyaku.sets.NAME.inbox of each set, or hikyaku.sweep.inboxes, must name the bucket, or bucket/prefix, in which SES' rule stores");
        }
    }
}
