package cli.runtime;

import desk.DeliveryDetails;
import desk.DeliveryText;
import desk.ShortDuration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deliveries in columns with a header, for a terminal. In a narrow window, long columns are cut and the least important
 * ones left out.
 */
public final class DeliveryTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
    private static final String BETWEEN = "  ";
    private static final String CUT = "…";

    /**
     * @param rank the order of omission: the column with the highest rank is left out first
     * @param least the minimum width in characters; 0 if the column is never cut
     */
    private record TableColumn(String name, int rank, int least, Function<DeliveryDetails, String> text) {}

    private DeliveryTable() {}

    /** @return the header and a line for each delivery, none longer than {@code width}, unless an id alone is longer */
    public static List<String> lines(List<DeliveryDetails> deliveries, Instant now, int width) {
        List<TableColumn> columns = new ArrayList<>(columns(now));
        while (columns.size() > 1 && least(columns, deliveries) > width) {
            columns.stream().max(Comparator.comparingInt(TableColumn::rank)).ifPresent(columns::remove);
        }
        int[] widths = widths(columns, deliveries, width);
        return Stream.concat(
                        Stream.of(line(columns, widths, TableColumn::name)),
                        deliveries.stream().map(delivery -> line(columns, widths, column -> text(column, delivery))))
                .toList();
    }

    private static List<TableColumn> columns(Instant now) {
        return List.of(
                new TableColumn(
                        "RECEIVED",
                        3,
                        0,
                        delivery -> TIME.format(delivery.receivedAt().atZone(ZoneId.systemDefault()))),
                new TableColumn("STATUS", 1, 0, DeliveryDetails::status),
                new TableColumn("FOR", 4, 0, delivery -> ShortDuration.between(delivery.since(), now)),
                new TableColumn("TRY", 6, 0, delivery -> Integer.toString(delivery.attempt())),
                new TableColumn("SET/SHOP", 2, 8, delivery -> delivery.set() + "/" + delivery.tenant()),
                new TableColumn("TO", 5, 12, DeliveryDetails::recipient),
                new TableColumn("FROM", 7, 12, DeliveryDetails::sender),
                new TableColumn("NOTE", 8, 12, DeliveryDetails::note),
                new TableColumn("ID", 0, 0, DeliveryDetails::id));
    }

    private static String text(TableColumn column, DeliveryDetails delivery) {
        return DeliveryText.plain(column.text().apply(delivery));
    }

    private static int natural(TableColumn column, List<DeliveryDetails> deliveries) {
        return Stream.concat(Stream.of(column.name()), deliveries.stream().map(delivery -> text(column, delivery)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static int least(List<TableColumn> columns, List<DeliveryDetails> deliveries) {
        return columns.stream()
                        .mapToInt(column -> column.least() == 0
                                ? natural(column, deliveries)
                                : Math.min(column.least(), natural(column, deliveries)))
                        .sum()
                + BETWEEN.length() * (columns.size() - 1);
    }

    /** The widest column that may be cut is shortened first. */
    private static int[] widths(List<TableColumn> columns, List<DeliveryDetails> deliveries, int width) {
        int[] widths =
                columns.stream().mapToInt(column -> natural(column, deliveries)).toArray();
        int over = IntStream.of(widths).sum() + BETWEEN.length() * (widths.length - 1) - width;
        for (; over > 0; over--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                int least = columns.get(i).least();
                if (least > 0 && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static String line(List<TableColumn> columns, int[] widths, Function<TableColumn, String> text) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> fit(text.apply(columns.get(i)), widths[i]))
                .collect(Collectors.joining(BETWEEN))
                .stripTrailing();
    }

    private static String fit(String text, int width) {
        return text.length() <= width
                ? text + " ".repeat(width - text.length())
                : text.substring(0, width - CUT.length()) + CUT;
    }
}
