package routes.steps;

import archive.MailFolder;
import java.time.Instant;
import ledger.Claim;
import org.apache.camel.Exchange;

/** What an exchange carries beside its body: the claim, the mail on disk, the task, and whether the message may go. */
public final class Work {

    private static final String CLAIM = "hikyaku.claim";
    private static final String PARCEL = "hikyaku.parcel";
    private static final String TASK = "hikyaku.task";
    private static final String VERSION = "hikyaku.version";
    private static final String NOTE = "hikyaku.note";
    private static final String DECISION = "hikyaku.decision";
    private static final String SETTLED = "hikyaku.settled";
    private static final String WANTED_AT = "hikyaku.wantedAt";

    private Work() {}

    public static Claim claim(Exchange exchange) {
        return exchange.getProperty(CLAIM, Claim.class);
    }

    public static boolean hasClaim(Exchange exchange) {
        return claim(exchange) != null;
    }

    /** Claimed by this exchange for its own work, not looked after for a task that has it. */
    public static boolean isOurs(Exchange exchange) {
        return hasClaim(exchange) && !claim(exchange).status().isHandedOver();
    }

    public static void claim(Exchange exchange, Claim claim) {
        LogFields.set(exchange, claim.id());
        exchange.setProperty(CLAIM, claim);
    }

    static MailFolder parcel(Exchange exchange) {
        return exchange.getProperty(PARCEL, MailFolder.class);
    }

    static void parcel(Exchange exchange, MailFolder parcel) {
        exchange.setProperty(PARCEL, parcel);
    }

    /** @return version of the raw mail that was fetched, null before. */
    static String version(Exchange exchange) {
        return exchange.getProperty(VERSION, String.class);
    }

    static void version(Exchange exchange, String version) {
        exchange.setProperty(VERSION, version);
    }

    static Decision decision(Exchange exchange) {
        return exchange.getProperty(DECISION, Decision.class);
    }

    static void decision(Exchange exchange, Decision decision) {
        exchange.setProperty(DECISION, decision);
    }

    /** For the timeline of the next status, after what has been noted before. */
    static void note(Exchange exchange, String note) {
        String before = exchange.getProperty(NOTE, "", String.class);
        exchange.setProperty(NOTE, before.isEmpty() || note.isEmpty() ? before + note : before + "; " + note);
    }

    /** @return what was noted, once; empty if nothing was */
    static String takeNote(Exchange exchange) {
        Object note = exchange.removeProperty(NOTE);
        return note == null ? "" : note.toString();
    }

    /** @return ARN of the task that the delivery was handed to, null before. */
    static String task(Exchange exchange) {
        return exchange.getProperty(TASK, String.class);
    }

    public static boolean isHandedOver(Exchange exchange) {
        return task(exchange) != null;
    }

    static void task(Exchange exchange, String arn) {
        exchange.setProperty(TASK, arn);
    }

    /** Nothing of this exchange needs the message any longer. */
    static void settle(Exchange exchange) {
        exchange.setProperty(SETTLED, true);
    }

    static boolean isSettled(Exchange exchange) {
        return exchange.getProperty(SETTLED, false, Boolean.class);
    }

    /** The message is wanted again at this time. */
    static void wantedAt(Exchange exchange, Instant time) {
        exchange.setProperty(WANTED_AT, time);
    }

    static Instant wantedAt(Exchange exchange) {
        return exchange.getProperty(WANTED_AT, Instant.class);
    }
}
