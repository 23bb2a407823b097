package archive;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.Entry;
import ledger.Erasure;
import ledger.KeptContent;

/**
 * Deletes what is kept of deliveries that have ended. When the last delivery that needs a mail's objects is forgotten,
 * the objects are deleted before the row changes. So if the process dies in between, the next one still finds the row.
 */
@ApplicationScoped
@Unremovable
public class Forgetter {

    private final Erasure forgetting;
    private final Deliveries deliveries;
    private final MailDeleter shredder;
    private final Inboxes inboxes;

    public Forgetter(Erasure forgetting, Deliveries deliveries, MailDeleter shredder, Inboxes inboxes) {
        this.forgetting = forgetting;
        this.deliveries = deliveries;
        this.shredder = shredder;
        this.inboxes = inboxes;
    }

    /** Does the same as {@link Erasure#forget}, and deletes the objects in S3. */
    public boolean forget(Entry seen, String by, String why) {
        Erasure.note(seen.status(), by, why);
        return takeAway(seen, seen.kept(), () -> forgetting.forget(seen.claim().id(), seen.status(), by, why));
    }

    /** Deletes some of the kept data; the row stays. Does the same as {@link Erasure#keep}. */
    public boolean keepWithout(Entry seen, Set<KeptContent> gone) {
        Set<KeptContent> rest = EnumSet.allOf(KeptContent.class);
        rest.retainAll(seen.kept());
        rest.removeAll(gone);
        return takeAway(seen, gone, () -> forgetting.keep(seen, rest));
    }

    /**
     * If two deliveries are released at once, each may see that the other still needs the mail, so both check again.
     */
    private boolean takeAway(Entry seen, Set<KeptContent> contents, BooleanSupplier write) {
        List<KeptContent> ours = unkeptByOthers(seen, contents);
        if (!isStill(seen)) {
            return false;
        }
        ours.forEach(content -> shredder.shred(seen.delivery(), content));
        if (!write.getAsBoolean()) {
            return false;
        }
        unkeptByOthers(seen, contents).stream()
                .filter(content -> !ours.contains(content))
                .forEach(content -> shredder.shred(seen.delivery(), content));
        return true;
    }

    /** An operator may have redriven the delivery since; then it needs its mail. */
    private boolean isStill(Entry seen) {
        return deliveries
                .find(seen.claim().id())
                .filter(now -> now.status() == seen.status()
                        && now.claim().fence() == seen.claim().fence())
                .isPresent();
    }

    private List<KeptContent> unkeptByOthers(Entry seen, Set<KeptContent> contents) {
        List<Entry> others = mayShare(seen).stream()
                .filter(other ->
                        !other.claim().id().forgotten().equals(seen.claim().id().forgotten()))
                .toList();
        return Stream.of(KeptContent.values())
                .filter(contents::contains)
                .filter(content -> others.stream()
                        .filter(other -> shares(content, seen.delivery(), other.delivery()))
                        .noneMatch(other -> other.kept().contains(content)))
                .toList();
    }

    /**
     * Returns the deliveries whose programs may read the mail. If the mail is in the set's own inbox, only that set's
     * programs read it.
     */
    private List<Entry> mayShare(Entry seen) {
        String mail = seen.claim().id().mail();
        String set = seen.delivery().set();
        boolean isOwn = !set.isEmpty() && inboxes.setOf(seen.delivery().raw()).equals(set);
        return isOwn ? deliveries.ofMail(mail, set) : deliveries.ofMail(mail);
    }

    /** Sets share no objects. */
    private static boolean shares(KeptContent content, Delivery one, Delivery other) {
        return content == KeptContent.RAW
                ? one.raw().isAt(other.raw())
                : one.set().equals(other.set());
    }
}
