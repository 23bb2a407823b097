package archive;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.Delivery;
import mail.NotificationReader;
import mail.RawMail;
import mail.S3Prefix;
import settings.Settings;

/**
 * The places where raw mail may lie: those that the settings name. A notification, an event of S3, an object that a sweep
 * found, a row of the ledger are asked the same, before any of them is read. What they name elsewhere is foreign.
 */
@Singleton
public class Inboxes {

    /** Where {@code hikyaku replay} puts mails, in the bucket of an inbox. */
    static final String REPLAYED = "replay/";

    private final List<S3Prefix> inboxes;
    private final List<S3Prefix> all;

    /** @throws IllegalArgumentException if a place has characters that no address of an object has */
    public Inboxes(Settings settings) {
        this.inboxes = places(settings.sweep().inboxes());
        Stream<S3Prefix> replayed = Stream.concat(
                inboxes.stream().map(inbox -> inbox.beside(REPLAYED)),
                places(settings.replay().folders()).stream());
        this.all = Stream.concat(inboxes.stream(), replayed).toList();
    }

    private static List<S3Prefix> places(Optional<List<String>> setting) {
        List<S3Prefix> places =
                setting.stream().flatMap(List::stream).map(S3Prefix::of).toList();
        places.stream()
                .filter(place -> !ObjectAddress.isSafe(place.bucket(), place.prefix() + "id"))
                .findFirst()
                .ifPresent(place -> {
                    throw new IllegalArgumentException("the place " + place.bucket() + "/" + place.prefix()
                            + " has other characters than letters, digits and . _ = - between slashes");
                });
        return places;
    }

    /** @return where SES stores mail */
    public List<S3Prefix> all() {
        return inboxes;
    }

    /** @return why the mail is foreign, without quoting from its address; empty if it is not */
    public Optional<String> refusal(String mail, RawMail raw) {
        if (!NotificationReader.isMail(mail)) {
            return Optional.of("its id has characters that no SES message id has");
        }
        if (all.stream().noneMatch(place -> place.contains(raw))) {
            return Optional.of("bucket and key are not in hikyaku.sweep.inboxes");
        }
        return ObjectAddress.isSafe(raw.bucket(), raw.key())
                ? Optional.empty()
                : Optional.of("its key has characters that no key of SES has");
    }

    /** @return whether all that lies there is ours */
    public boolean contain(S3Prefix part) {
        return all.stream().anyMatch(place -> place.contains(new RawMail(part.bucket(), part.prefix())));
    }

    /** @return whether replayed mails in this bucket would be ours */
    public boolean containReplayed(String bucket) {
        return contain(new S3Prefix(bucket, REPLAYED));
    }

    /** @return whether the inbox sweeper would take replayed mails in this bucket for mails whose announcement was lost */
    public boolean areSweptFor(String bucket) {
        return inboxes.stream().anyMatch(inbox -> inbox.contains(new RawMail(bucket, REPLAYED)));
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
