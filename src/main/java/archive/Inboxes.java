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
 * The locations of raw mail in the settings. A notification, an S3 event, an object found by a sweep and a row of the
 * ledger pass the same check before they are read. Any other location is foreign. If a mail goes to two sets, SES
 * stores two objects, one by each set's receipt rule. An object in another set's inbox is not a mail of the set.
 */
@Singleton
public class Inboxes {

    /** Where {@code hikyaku replay} stores mails: inside a set's own inbox, and in the bucket of a shared one. */
    public static final String REPLAYED = "replay/";

    /** The prefix of ids that a replay creates. No id of SES contains a hyphen. */
    public static final String REPLAYED_ID = "replay-";

    /** A location where SES stores mail. @param set the inbox's owner; empty if sets share the inbox */
    public record Inbox(String set, S3Prefix place) {}

    private final Map<String, S3Prefix> bySet = new TreeMap<>();
    private final List<Inbox> inboxes;
    private final List<S3Prefix> all;

    /**
     * @throws IllegalArgumentException if a set could read another set's mail, or a location has characters that an
     * object address cannot have
     */
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
                        + " overlap: give each its own prefix (hikyaku.sets.NAME.inbox)");
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
            throw new IllegalArgumentException("the location " + place.bucket() + "/" + place.prefix()
                    + " may contain only letters, digits and . _ = - between slashes");
        }
        return place;
    }

    /** @return a location where SES stores mail */
    public List<Inbox> all() {
        return inboxes;
    }

    /** @return the set's own inbox */
    public Optional<S3Prefix> of(String set) {
        return Optional.ofNullable(bySet.get(set));
    }

    /** @return the set whose own inbox contains the object; empty if none does */
    public String setOf(RawMail raw) {
        return bySet.entrySet().stream()
                .filter(own -> own.getValue().contains(raw))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /**
     * @return whether the delivery's mail is in its set's inbox; the mail of a delivery without a set may be anywhere,
     * because no program receives it
     */
    public boolean hasMailOf(Delivery delivery) {
        String set = delivery.set();
        S3Prefix own = bySet.get(set);
        return set.isEmpty() || (own == null ? setOf(delivery.raw()).isEmpty() : own.contains(delivery.raw()));
    }

    /** @return whether the object is in an inbox of the settings; its key may still be one that SES does not choose */
    boolean haveStored(RawMail raw) {
        return all.stream().anyMatch(place -> place.contains(raw));
    }

    /** @return why the mail is foreign, without quoting its address; empty if it is not */
    public Optional<String> refusal(String mail, RawMail raw) {
        if (!NotificationReader.isMail(mail)) {
            return Optional.of("its id has characters that no SES message id has");
        }
        if (!haveStored(raw)) {
            return Optional.of("bucket and key are in no inbox of the settings");
        }
        return ObjectAddress.isSafe(raw.bucket(), raw.key())
                ? Optional.empty()
                : Optional.of("its key has characters that no key of SES has");
    }

    /** @return whether everything at that location is ours */
    public boolean contain(S3Prefix part) {
        return all.stream().anyMatch(place -> place.contains(new RawMail(part.bucket(), part.prefix())));
    }

    /** @return whether a replay created the id: a replay sends the notification itself */
    public static boolean isReplayed(String id) {
        return id.startsWith(REPLAYED_ID);
    }

    /** @return whether replayed mails in this bucket would be ours */
    public boolean containReplayed(String bucket) {
        return contain(new S3Prefix(bucket, REPLAYED));
    }

    /**
     * @return the address of the delivery's mail
     * @throws ForeignMail if the mail is outside our locations
     */
    public ObjectAddress address(Delivery delivery) {
        refusal(delivery.id().mail(), delivery.raw()).ifPresent(reason -> {
            throw new ForeignMail(reason);
        });
        return new ObjectAddress(delivery.raw().bucket(), delivery.raw().key());
    }
}
