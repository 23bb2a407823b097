package doctor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import settings.MailSet;

/**
 * The variables that a container must have to use the resources of the settings. Other variables, for instance those of
 * the desk's users, are not compared.
 */
record ExpectedEnvironment(Installation installation) {

    /** @param subject a set, or the pipeline, which has the variables of all sets */
    Map<String, String> of(String subject) {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("HIKYAKU_AWS_REGION", installation.region());
        expected.put("HIKYAKU_LEDGER_TABLE", installation.settings().ledgerTable());
        expected.put("HIKYAKU_BUCKET_PARTS", installation.partsBucket());
        if (subject.equals(Installation.PIPELINE)) {
            installation.queues().forEach((queue, url) -> expected.put(variable("hikyaku.queue." + queue), url));
            installation.sets().forEach((set, own) -> add(expected, set, own));
        } else {
            add(expected, subject, installation.sets().get(subject));
        }
        return expected;
    }

    private static void add(Map<String, String> expected, String set, MailSet own) {
        expected.put(variable("hikyaku.sets." + set + ".domains"), String.join(",", new TreeSet<>(own.domains())));
        expected.put(variable("hikyaku.sets." + set + ".aliases"), own.aliases());
        own.inbox().ifPresent(inbox -> expected.put(variable("hikyaku.sets." + set + ".inbox"), inbox));
    }

    /** @see <a href="https://smallrye.io/smallrye-config/Main/config/environment-variables/">names of variables</a> */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Lists are compared without regard to order. */
    static boolean isSame(String expected, String told) {
        return told != null && (expected.equals(told) || list(expected).equals(list(told)));
    }

    private static TreeSet<String> list(String text) {
        return new TreeSet<>(Arrays.asList(text.split("\\s*,\\s*")));
    }
}
