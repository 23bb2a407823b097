package reconcile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * Something of which the books disagree.
 *
 * @param kind what kind of thing
 * @param set whose mail it is; empty if it is no set's
 * @param tenant the shop; empty if it is not known
 * @param id of the delivery; of the mail if there is no delivery; of the message if it is a dead letter
 * @param detail what is found, without any part of the mail
 * @param command mends it
 */
@RegisterForReflection
public record Difference(Kind kind, String set, String tenant, String id, String detail, String command) {

    /** In the order of a mail's path. */
    @RegisterForReflection
    public enum Kind {
        /** The bucket has the mail, and the ledger has no delivery of it. */
        DELIVERY_MISSING,
        /** The bucket stored the mail, and neither bucket nor ledger have it. */
        MAIL_GONE,
        /** The ledger has the mail, and the bucket never said that it stored it. */
        EVENT_MISSING,
        /** The ledger has the mail, and its object is deleted before its time. */
        OBJECT_MISSING,
        /** The object has other bytes than those that were fetched. */
        OTHER_BYTES,
        /** The object was written twice, with different bytes. */
        WRITTEN_TWICE,
        /** Nobody is named as the mail's recipient. */
        RECIPIENT_MISSING,
        /** The timeline has a step that no program takes. */
        WRONG_TIMELINE,
        /** It is open, and was due long ago: nothing resumes it. */
        OVERDUE,
        /** A dead letter about deliveries that have ended otherwise, or have none. */
        DEAD_LETTER_LEFT,
        /** The delivery is DEAD, and the dead-letter queue does not have it. */
        DEAD_LETTER_MISSING;

        /** @return as it is printed, also in JSON */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
