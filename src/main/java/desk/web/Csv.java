package desk.web;

import desk.ActionDetails;
import desk.DeliveryDetails;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists for spreadsheets (RFC 4180), with the names of the JSON fields. */
final class Csv {

    /** Characters that begin a formula in a spreadsheet. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String deliveries(List<DeliveryDetails> deliveries) {
        Stream<String> names = Stream.of(line(
                "id",
                "status",
                "set",
                "tenant",
                "recipient",
                "sender",
                "messageId",
                "attempt",
                "receivedAt",
                "since",
                "dueAt",
                "note"));
        return Stream.concat(names, deliveries.stream().map(Csv::delivery)).collect(Collectors.joining());
    }

    private static String delivery(DeliveryDetails one) {
        return line(
                one.id(),
                one.status(),
                one.set(),
                one.tenant(),
                one.recipient(),
                one.sender(),
                one.messageId(),
                one.attempt(),
                one.receivedAt(),
                one.since(),
                one.dueAt(),
                one.note());
    }

    static String actions(List<ActionDetails> actions) {
        Stream<String> names = Stream.of(line("at", "by", "action", "was", "why", "id", "set", "tenant", "status"));
        return Stream.concat(names, actions.stream().map(Csv::action)).collect(Collectors.joining());
    }

    private static String action(ActionDetails one) {
        return line(
                one.at(),
                one.by(),
                one.action(),
                one.was(),
                one.why(),
                one.id(),
                one.set(),
                one.tenant(),
                one.status());
    }

    private static String line(Object... cells) {
        return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell that would be a formula gets an apostrophe, as in spreadsheets, because its text comes from outside. */
    static String cell(Object value) {
        String text = Objects.toString(value, "");
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
