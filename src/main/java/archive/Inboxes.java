package archive;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.Delivery;
import mail.RawMail;
import mail.S3Prefix;
import settings.Settings;

/**
 * Where each set's mail lies. SES stores a mail to two sets once for each, as their receipt rules say: what lies
 * elsewhere is no mail of the set, whoever says so.
 */
@Singleton
public class Inboxes {

    /** A place where SES stores mail. @param set whose it is; empty where sets share it */
    public record Inbox(String set, S3Prefix place) {}

    private final Map<String, S3Prefix> bySet = new TreeMap<>();
    private final List<S3Prefix> shared;

    /** @throws IllegalArgumentException if a set could have another one's mail */
    public Inboxes(Settings settings) {
        new TreeMap<>(settings.sets()).forEach((set, own) -> own.inbox().ifPresent(inbox -> add(set, S3Prefix.of(inbox))));
        this.shared = settings.sweep().inboxes().stream()
                .flatMap(List::stream)
                .map(S3Prefix::of)
                .toList();
    }

    private void add(String set, S3Prefix inbox) {
        bySet.forEach((other, place) -> {
            if (place.overlaps(inbox)) {
                throw new IllegalArgumentException("the inboxes of sets " + other + " and " + set
                        + " overlap: give each a prefix of its own (hikyaku.sets.NAME.inbox)");
            }
        });
        bySet.put(set, inbox);
    }

    /** @return whether the delivery's mail lies where that of its set does; a delivery of no set leads nowhere, and may lie anywhere */
    public boolean hasMailOf(Delivery delivery) {
        String set = delivery.set();
        return set.isEmpty() || setOf(delivery.raw()).equals(bySet.containsKey(set) ? set : "");
    }

    /** @return the set in whose own inbox the object lies; empty if it lies in none */
    public String setOf(RawMail raw) {
        return bySet.entrySet().stream()
                .filter(own -> own.getValue().has(raw))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** @return the set's own */
    public Optional<S3Prefix> of(String set) {
        return Optional.ofNullable(bySet.get(set));
    }

    public List<Inbox> all() {
        Stream<Inbox> own = bySet.entrySet().stream().map(set -> new Inbox(set.getKey(), set.getValue()));
        return Stream.concat(own, shared.stream().map(place -> new Inbox("", place)))
                .toList();
    }
}
