package desk.web;

import desk.OperatorAction;
import desk.SearchQuery;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import ledger.DeliveryStatus;

/** What stands in links and forms, read: whatever is not one of the desk's own words is not there. */
final class PageParameters {

    /** Names, because a template cannot ask an enum for its name in a native image. */
    static final List<String> STATUSES =
            Stream.of(DeliveryStatus.values()).map(DeliveryStatus::name).toList();

    private PageParameters() {}

    /** @return null for no status */
    static DeliveryStatus status(String name) {
        return Stream.of(DeliveryStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** @throws NotFoundException for no status */
    static DeliveryStatus needed(String name) {
        DeliveryStatus status = status(name);
        if (status == null) {
            throw new NotFoundException();
        }
        return status;
    }

    /** @return the set as the ledger has it: empty for no set */
    static String set(String name) {
        return name.equals(SearchQuery.NO_SET) ? "" : name;
    }

    /** @throws NotFoundException for no action */
    static OperatorAction action(String name) {
        return OperatorAction.named(name).orElseThrow(NotFoundException::new);
    }

    /** @param millis since 1970 */
    static Instant time(String millis, Instant otherwise) {
        return millis.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : otherwise;
    }

    /** @return the number, or 0 for what is none */
    static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
