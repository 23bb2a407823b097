package archive;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.Delivery;
import mail.NotificationReader;
import mail.RawMail;
import mail.S3Prefix;
import settings.Settings;

/**
 * The places where raw mail may lie: those that the settings name. A notification, an event of S3, an object that a sweep
 * found, a row of the ledger are asked the same, before any of them is read. What they name elsewhere is foreign. SES
 * stores a mail to two sets once for each, as their receipt rules say: what lies in another set's inbox is no mail of the set.
 */
@Singleton
public class Inboxes {

    /** Where {@code hikyaku replay} puts mails: inside a set's own inbox, and in the bucket of a shared one. */
    public static final String REPLAYED = "replay/";

    /** Begins the ids that a replay makes. No id of SES has a hyphen. */
    public static final String REPLAYED_ID = "replay-";

    /** A place where SES stores mail. @param set whose it is; empty where sets share it */
    public record Inbox(String set, S3Prefix place) {}

    private final Map<String, S3Prefix> bySet = new TreeMap<>();
    private final List<Inbox> inboxes;
    private final List<S3Prefix> all;

    /** @throws IllegalArgumentException if a set could have another one's mail, or a place has characters that no address of an object has */
    public Inboxes(Settings settings) {
        new TreeMap<>(settings.sets()).forEach((set, own) -> own.inbox().ifPresent(inbox -> add(set, place(inbox))));
        this.inboxes = Stream.concat(
                        bySet.entrySet().stream().map(set -> new Inbox(set.getKey(), set.getValue())),
                        places(settings.sweep().inboxes()).map(place -> new Inbox("", place)))
                .toList();
        this.all = Stream.of(
                        inboxes.stream().map(Inbox::place),
                        inboxes.stream().map(inbox -> inbox.place().beside(REPLAYED)),
                        places(settings.replay().folders()))
                .flatMap(places -> places)
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

    private static Stream<S3Prefix> places(Optional<List<String>> setting) {
        return setting.stream().flatMap(List::stream).map(Inboxes::place);
    }

    private static S3Prefix place(String setting) {
        S3Prefix place = S3Prefix.of(setting);
        if (!ObjectAddress.isSafe(place.bucket(), place.prefix() + "id")) {
            throw new IllegalArgumentException("the place " + place.bucket() + "/" + place.prefix()
                    + " has other characters than letters, digits and . _ = - between slashes");
        }
        return place;
    }

    /** @return where SES stores mail */
    public List<Inbox> all() {
        return inboxes;
    }

    /** @return the set's own */
    public Optional<S3Prefix> of(String set) {
        return Optional.ofNullable(bySet.get(set));
    }

    /** @return the set in whose own inbox the object lies; empty if it lies in none */
    public String setOf(RawMail raw) {
        return bySet.entrySet().stream()
                .filter(own -> own.getValue().contains(raw))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** @return whether the delivery's mail lies where that of its set does; a delivery of no set leads nowhere, and may lie anywhere */
    public boolean hasMailOf(Delivery delivery) {
        String set = delivery.set();
        S3Prefix own = bySet.get(set);
        return set.isEmpty() || (own == null ? setOf(delivery.raw()).isEmpty() : own.contains(delivery.raw()));
    }

    /** @return why the mail is foreign, without quoting from its address; empty if it is not */
    public Optional<String> refusal(String mail, RawMail raw) {
        if (!NotificationReader.isMail(mail)) {
            return Optional.of("its id has characters that no SES message id has");
        }
        if (all.stream().noneMatch(place -> place.contains(raw))) {
            return Optional.of("bucket and key lie in no inbox of the settings");
        }
        return ObjectAddress.isSafe(raw.bucket(), raw.key())
                ? Optional.empty()
                : Optional.of("its key has characters that no key of SES has");
    }

    /** @return whether all that lies there is ours */
    public boolean contain(S3Prefix part) {
        return all.stream().anyMatch(place -> place.contains(new RawMail(part.bucket(), part.prefix())));
    }

    /** @return whether a replay made the id: it announces the mail itself */
    public static boolean isReplayed(String id) {
        return id.startsWith(REPLAYED_ID);
    }

    /** @return whether replayed mails in this bucket would be ours */
    public boolean containReplayed(String bucket) {
        return contain(new S3Prefix(bucket, REPLAYED));
    }

    /**
     * @return where the delivery's mail lies
     * @throws ForeignMail if that is none of our places
     */
    public ObjectAddress address(Delivery delivery) {
        refusal(delivery.id().mail(), delivery.raw()).ifPresent(reason -> {
            throw new ForeignMail(reason);
        });
        return new ObjectAddress(delivery.raw().bucket(), delivery.raw().key());
    }
}
