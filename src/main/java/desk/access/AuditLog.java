package desk.access;

import org.jboss.logging.Logger;

/**
 * Who did, or tried to do, what. A line has four fields: user, allowed or refused, operation, what it was done to. Never
 * an argument: addresses and the like stand there.
 */
public final class AuditLog {

    private static final Logger LOG = Logger.getLogger("hikyaku.audit");
    private static final int LONGEST = 300;

    private AuditLog() {}

    public static void allowed(String who, String operation, String target) {
        LOG.infof("%s allowed %s %s", word(who), word(operation), word(target));
    }

    /** What a console asks every few seconds while a page is open. */
    public static void looked(String who, String operation, String target) {
        LOG.debugf("%s allowed %s %s", word(who), word(operation), word(target));
    }

    public static void refused(String who, String operation, String target) {
        LOG.warnf("%s refused %s %s", word(who), word(operation), word(target));
    }

    /** A name that somebody sent must not make up a line of its own. */
    private static String word(String text) {
        if (text == null || text.isEmpty()) {
            return "-";
        }
        return text.substring(0, Math.min(LONGEST, text.length())).replaceAll("[^\\p{Graph}]", "_");
    }
}
