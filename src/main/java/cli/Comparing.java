package cli;

import desk.Selection;
import desk.Selector;
import desk.UsageError;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import json.Json;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import picocli.CommandLine.ExitCode;
import settings.Settings;
import shadow.Comparison;
import shadow.OldLog;

/** Looks every mail of the old server's log up in the ledger, then every one of the shadow in the log. */
public class Comparing implements QuarkusApplication {

    private static final int PAGE = 100;

    @Inject
    Search search;

    @Inject
    Selector selector;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Comparison comparison = new Comparison();
    private final Progress progress = new Progress(System.err, System::nanoTime);
    private int read;

    @Override
    public int run(String... arguments) throws IOException {
        ShadowReport report = Hikyaku.command(ShadowReport.class, arguments);
        if (!settings.sets().containsKey(report.set)) {
            System.err.println("there is no set " + report.set);
            return ExitCode.USAGE;
        }
        try {
            compare(report);
        } catch (UsageError e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println("cannot read " + report.log);
            return ExitCode.USAGE;
        }
        print(report);
        return comparison.isSame() ? ExitCode.OK : 1;
    }

    private void compare(ShadowReport report) throws IOException {
        for (OldLog.Run run : OldLog.read(report.log)) {
            comparison.ran(run, ofMessage(run.messageId()));
            progress.tell(++read, read, "compared");
        }
        Selection shadow = new Selection();
        shadow.sets = List.of(report.set);
        shadow.status = DeliveryStatus.DROPPED;
        shadow.since = report.since;
        shadow.until = report.until;
        selector.select(shadow).forEach(entry -> {
            comparison.shadowed(entry);
            progress.tell(++read, read, "compared");
        });
    }

    private List<Entry> ofMessage(String messageId) {
        Search.Wanted wanted = new Search.Wanted(Search.By.MESSAGE_ID, messageId, null, Instant.EPOCH, clock.instant());
        return messageId.isEmpty() ? List.of() : search.find(wanted, PAGE, "").entries();
    }

    private void print(ShadowReport report) throws IOException {
        if (report.json) {
            System.out.println(Json.mapper().writeValueAsString(comparison.counts()));
            return;
        }
        comparison.differences().forEach(System.out::println);
        comparison.counts().forEach((what, count) -> System.out.printf("%6d %s%n", count, what));
    }
}
