package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import ledger.Content;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.Entry;
import ledger.Forgetting;

/**
 * Takes away what is kept of deliveries that are over. A mail's objects go with the last delivery that keeps them; they go
 * before the row says so, so that whoever dies in between is followed by one that finds the row.
 */
@ApplicationScoped
public class Forgetter {

    private final Forgetting forgetting;
    private final Deliveries deliveries;
    private final Shredder shredder;

    public Forgetter(Forgetting forgetting, Deliveries deliveries, Shredder shredder) {
        this.forgetting = forgetting;
        this.deliveries = deliveries;
        this.shredder = shredder;
    }

    /** Likewise {@link Forgetting#forget}, with what lies in S3. */
    public boolean forget(Entry seen, String by, String why) {
        Forgetting.note(seen.status(), by, why);
        return takeAway(seen, seen.kept(), () -> forgetting.forget(seen.claim().id(), seen.status(), by, why));
    }

    /** Takes away some of what is kept; the row stays. Likewise {@link Forgetting#keep}. */
    public boolean keepWithout(Entry seen, Set<Content> gone) {
        Set<Content> rest = EnumSet.allOf(Content.class);
        rest.retainAll(seen.kept());
        rest.removeAll(gone);
        return takeAway(seen, gone, () -> forgetting.keep(seen, rest));
    }

    /** Of two deliveries that are let go at once, each may see the other keep the mail: so both look again. */
    private boolean takeAway(Entry seen, Set<Content> contents, BooleanSupplier write) {
        List<Content> ours = unkeptByOthers(seen, contents);
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

    /** Somebody may have redriven it since, and then needs its mail. */
    private boolean isStill(Entry seen) {
        return deliveries
                .find(seen.claim().id())
                .filter(now -> now.status() == seen.status()
                        && now.claim().fence() == seen.claim().fence())
                .isPresent();
    }

    private List<Content> unkeptByOthers(Entry seen, Set<Content> contents) {
        List<Entry> others = deliveries.ofMail(seen.claim().id().mail()).stream()
                .filter(other ->
                        !other.claim().id().forgotten().equals(seen.claim().id().forgotten()))
                .toList();
        return Stream.of(Content.values())
                .filter(contents::contains)
                .filter(content -> others.stream()
                        .filter(other -> shares(content, seen.delivery(), other.delivery()))
                        .noneMatch(other -> other.kept().contains(content)))
                .toList();
    }

    /** Sets share nothing. */
    private static boolean shares(Content content, Delivery one, Delivery other) {
        return content == Content.RAW ? one.raw().isAt(other.raw()) : one.set().equals(other.set());
    }
}
