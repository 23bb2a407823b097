package tasks;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.DeliveryId;
import mail.NotificationReader;
import mail.UnreadableMessage;

/**
 * Which attempt at which delivery a task is for, in the environment variables of RunTask. The recipient is text from
 * outside, so these variables are never read as settings: the configuration expands {@code ${…}} and {@code $$} in
 * values.
 *
 * @see <a href="https://smallrye.io/smallrye-config/Main/config/expressions/">expressions in settings</a>
 */
public record TaskVariables(DeliveryId delivery, int attempt) {

    private static final String MAIL = "HIKYAKU_COURIER_MAIL";
    private static final String RECIPIENT = "HIKYAKU_COURIER_RECIPIENT";
    private static final String ATTEMPT = "HIKYAKU_COURIER_ATTEMPT";

    /** @return sorted, so that equal requests have the same bytes */
    SortedMap<String, String> environment() {
        return new TreeMap<>(
                Map.of(MAIL, delivery.mail(), RECIPIENT, delivery.recipient(), ATTEMPT, Integer.toString(attempt)));
    }

    /**
     * @param environment the environment of a task
     * @return the variables; empty if the task is not for a single delivery
     * @throws UnreadableMessage if the variables name an impossible delivery
     */
    public static Optional<TaskVariables> in(Map<String, String> environment) {
        String mail = environment.get(MAIL);
        String recipient = environment.get(RECIPIENT);
        if (mail == null || recipient == null) {
            return Optional.empty();
        }
        if (!NotificationReader.isMail(mail)) {
            throw new UnreadableMessage(MAIL + " is not the id of a mail");
        }
        return Optional.of(new TaskVariables(new DeliveryId(mail, recipient), attempt(environment)));
    }

    /** @return id of the mail, for logs; empty if there is none */
    public static String mail(Map<String, String> environment) {
        return environment.getOrDefault(MAIL, "");
    }

    private static int attempt(Map<String, String> environment) {
        try {
            return Integer.parseInt(environment.getOrDefault(ATTEMPT, "0"));
        } catch (NumberFormatException e) {
            throw new UnreadableMessage(ATTEMPT + " is not a number");
        }
    }
}
