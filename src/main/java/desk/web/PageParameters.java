package desk.web;

import desk.OperatorAction;
import desk.SearchQuery;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import ledger.DeliveryStatus;

/** Reads the parameters of links and forms; a value that the desk does not know counts as not found. */
final class PageParameters {

    /** Names as strings, because a template in a native image cannot ask an enum for its name. */
    static final List<String> STATUSES =
            Stream.of(DeliveryStatus.values()).map(DeliveryStatus::name).toList();

    private PageParameters() {}

    /** @return the status; null if the text names none */
    static DeliveryStatus status(String name) {
        return Stream.of(DeliveryStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** @throws NotFoundException if the text names no status */
    static DeliveryStatus needed(String name) {
        DeliveryStatus status = status(name);
        if (status == null) {
            throw new NotFoundException();
        }
        return status;
    }

    /** @return the set as in the ledger: empty for no set */
    static String set(String name) {
        return name.equals(SearchQuery.NO_SET) ? "" : name;
    }

    /** @throws NotFoundException if the text names no action */
    static OperatorAction action(String name) {
        return OperatorAction.named(name).orElseThrow(NotFoundException::new);
    }

    /** @param millis milliseconds since 1970 */
    static Instant time(String millis, Instant otherwise) {
        return millis.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : otherwise;
    }

    /** @return the number, or 0 if it is not a number */
    static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
