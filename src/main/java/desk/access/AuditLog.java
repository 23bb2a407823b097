package desk.access;

import org.jboss.logging.Logger;

/**
 * Records who did, or tried to do, what. A line has four fields: user, allowed or refused, operation, object. It never
 * contains an argument, because arguments may be addresses.
 */
public final class AuditLog {

    private static final Logger LOG = Logger.getLogger("hikyaku.audit");
    private static final int LONGEST = 300;

    private AuditLog() {}

    public static void allowed(String who, String operation, String target) {
        LOG.infof("%s allowed %s %s", word(who), word(operation), word(target));
    }

    /** Logs at DEBUG requests that an open console page repeats every few seconds. */
    public static void looked(String who, String operation, String target) {
        LOG.debugf("%s allowed %s %s", word(who), word(operation), word(target));
    }

    public static void refused(String who, String operation, String target) {
        LOG.warnf("%s refused %s %s", word(who), word(operation), word(target));
    }

    /** A name from outside must not be able to form a log line. */
    private static String word(String text) {
        if (text == null || text.isEmpty()) {
            return "-";
        }
        return text.substring(0, Math.min(LONGEST, text.length())).replaceAll("[^\\p{Graph}]", "_");
    }
}
