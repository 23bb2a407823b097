package reconcile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * A disagreement between bucket, ledger and dead-letter queue.
 *
 * @param kind the kind of disagreement
 * @param set the mail's set; empty if it has none
 * @param tenant the shop; empty if it is not known
 * @param id the delivery's id; the mail's if there is no delivery; the message's if it is a dead letter
 * @param detail what was found, without any part of the mail
 * @param command the command that repairs it
 */
@RegisterForReflection
public record Difference(Kind kind, String set, String tenant, String id, String detail, String command) {

    /** The kinds, in the order of a mail's path. */
    @RegisterForReflection
    public enum Kind {
        /** The bucket has the mail, and the ledger has no delivery of it. */
        DELIVERY_MISSING,
        /** The bucket stored the mail, and now neither bucket nor ledger has it. */
        MAIL_GONE,
        /** The ledger has the mail, and the bucket has sent no event about it. */
        EVENT_MISSING,
        /** The ledger has the mail, and its object was deleted before its retention ended. */
        OBJECT_MISSING,
        /** The object has other bytes than those that were fetched. */
        OTHER_BYTES,
        /** The object was written twice, with different bytes. */
        WRITTEN_TWICE,
        /** Neither the notification nor the headers name a recipient. */
        RECIPIENT_MISSING,
        /** The timeline has a step that no program takes. */
        WRONG_TIMELINE,
        /** The delivery is open and long overdue, so nothing seems to resume it. */
        OVERDUE,
        /** A dead letter whose deliveries are not DEAD, or that has none. */
        DEAD_LETTER_LEFT,
        /** The delivery is DEAD, and the dead-letter queue does not have it. */
        DEAD_LETTER_MISSING;

        /** @return the text of the kind, as it is printed, also in JSON */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
