package archive;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Entry;
import ledger.Erasure;
import ledger.KeptContent;
import settings.MailSet;
import settings.RetentionSettings;
import settings.Settings;

/** Finds and deletes data whose retention, by the settings of its set, has ended. */
@Startup
@ApplicationScoped
public class Expiry {

    private static final List<Set<KeptContent>> KEPT = List.of(
            Set.of(KeptContent.RAW, KeptContent.PARTS), Set.of(KeptContent.RAW), Set.of(KeptContent.PARTS), Set.of());

    private final Erasure forgetting;
    private final Forgetter forgetter;
    private final Clock clock;
    private final Settings settings;

    /**
     * @throws IllegalArgumentException if a retention is not shorter than that of the ledger's rows, which have the
     *     data's location
     */
    public Expiry(Erasure forgetting, Forgetter forgetter, Clock clock, Settings settings) {
        this.forgetting = forgetting;
        this.forgetter = forgetter;
        this.clock = clock;
        this.settings = settings;
        settings.sets()
                .forEach((name, set) -> Stream.of(
                                set.retention().raw(),
                                set.retention().parts(),
                                set.retention().fields())
                        .flatMap(Optional::stream)
                        .filter(time -> time.compareTo(settings.retention()) >= 0)
                        .findFirst()
                        .ifPresent(time -> {
                            throw new IllegalArgumentException("set " + name + " has a retention of " + time
                                    + ": it must be shorter than hikyaku.retention, " + settings.retention());
                        }));
    }

    /** @return deliveries with expired data, at most the sweep's limit for each set and kind of data */
    public List<Entry> expired() {
        return settings.sets().entrySet().stream()
                .flatMap(set -> KEPT.stream().flatMap(kept -> expired(set, kept)))
                .toList();
    }

    private Stream<Entry> expired(Map.Entry<String, MailSet> set, Set<KeptContent> kept) {
        RetentionSettings times = set.getValue().retention();
        Instant now = clock.instant();
        return Stream.concat(kept.stream().map(content -> time(times, content)), Stream.of(times.fields()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(time -> forgetting
                        .over(
                                set.getKey(),
                                kept,
                                now.minus(time),
                                settings.sweep().limit())
                        .stream())
                .orElse(Stream.empty());
    }

    /** @return whether something was deleted; false if another process was faster */
    public boolean takeAway(Entry entry) {
        RetentionSettings times = settings.sets().get(entry.delivery().set()).retention();
        if (isOver(entry, times.fields())) {
            return forgetter.forget(
                    entry, "retention", "kept for " + times.fields().orElseThrow());
        }
        Set<KeptContent> gone = entry.kept().stream()
                .filter(content -> isOver(entry, time(times, content)))
                .collect(Collectors.toSet());
        return !gone.isEmpty() && forgetter.keepWithout(entry, gone);
    }

    private boolean isOver(Entry entry, Optional<Duration> time) {
        Instant ended = entry.last().at().truncatedTo(ChronoUnit.MILLIS); // as read from the index
        return time.filter(kept -> !ended.plus(kept).isAfter(clock.instant())).isPresent();
    }

    private static Optional<Duration> time(RetentionSettings times, KeptContent content) {
        return content == KeptContent.RAW ? times.raw() : times.parts();
    }
}
