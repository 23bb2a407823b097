package local.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mail.S3Prefix;

/**
 * The sets of an installation's environment, {@code HIKYAKU_SETS_NAME_…}. As Terraform does, the local cloud creates a
 * receipt rule for each, and gives a task the settings of its own set only.
 */
record LocalSets(Map<String, String> environment) {

    private static final String BEGINNING = "HIKYAKU_SETS_";

    /** A receipt rule for each set that has its own inbox. */
    List<SesServer.Rule> rules() {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(BEGINNING)
                                && variable.getKey().endsWith("_INBOX"))
                        .map(inbox -> new SesServer.Rule(
                                Set.of(environment
                                        .get(inbox.getKey().replaceFirst("_INBOX$", "_DOMAINS"))
                                        .split(",")),
                                S3Prefix.of(inbox.getValue())))
                        .toList();
    }

    /** @return names of the sets that have couriers, in lower case */
    List<String> withCouriers() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(BEGINNING) && name.endsWith("_HAND_OVER"))
                .map(name -> name.substring(BEGINNING.length(), name.length() - "_HAND_OVER".length()))
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .toList();
    }

    /** @return the environment without the sets that have another task definition */
    Map<String, String> of(String family) {
        Map<String, String> own = new LinkedHashMap<>(environment);
        environment.forEach((name, value) -> {
            if (name.startsWith(BEGINNING) && name.endsWith("_TASK_DEFINITION") && !value.equals(family)) {
                String set = name.substring(0, name.length() - "TASK_DEFINITION".length());
                own.keySet().removeIf(variable -> variable.startsWith(set));
            }
        });
        return own;
    }
}
