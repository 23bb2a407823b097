package desk.web;

import desk.SetOverview;
import desk.picture.Picture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;

/**
 * A box of the README's picture (docs/picture.svg), at the same place.
 *
 * @param name the name as in the README
 * @param kind box, ours or program
 * @param number a count from the desk's data; empty if there is none
 * @param says what the number counts
 * @param rate per second; empty if there is none
 */
public record PictureBox(String name, String kind, int x, int y, int width, String number, String says, String rate) {

    static final int HEIGHT = 64;

    private static final int TOP = 8;
    private static final int ROW = 84;

    /** @param sets empty if the ledger does not answer */
    static List<PictureBox> of(Picture picture, List<SetOverview> sets, Map<String, String> words) {
        String open = sum(sets, DeliveryStatus.RUNNING, DeliveryStatus.RETRY);
        String inWork = sum(sets, DeliveryStatus.RUNNING);
        String done = sum(sets, DeliveryStatus.DONE);
        return List.of(
                box("sender", "box", 0, 0),
                box("SES", "box", 1, 0),
                step("S3", "box", 2, 0, words.get("picture.fetched"), picture, "get-object"),
                box("SNS", "box", 2, 1),
                new PictureBox(
                        "SQS",
                        "box",
                        x(1),
                        y(1),
                        100,
                        picture.waiting() == null ? "" : number(picture.waiting()),
                        words.get("picture.waiting"),
                        ""),
                route("pipeline", 0, 1, words.get("picture.deliveries"), picture, "deliver-mail"),
                step("unpacker", "ours", 0, 2, words.get("picture.unpacked"), picture, "unpack-parts"),
                new PictureBox("DynamoDB", "box", x(1), y(2), 100, open, words.get("picture.open"), ""),
                step("ECS", "box", 2, 2, words.get("picture.handed-over"), picture, "run-task", "enqueue-work"),
                new PictureBox("courier", "ours", x(2), y(3), 100, inWork, words.get("picture.in-work"), ""),
                new PictureBox("your program", "program", 60, y(3), 190, done, words.get("picture.done-hour"), ""));
    }

    private static int x(int column) {
        return 14 + 136 * column;
    }

    private static int y(int row) {
        return TOP + ROW * row;
    }

    private static PictureBox box(String name, String kind, int column, int row) {
        return new PictureBox(name, kind, x(column), y(row), 100, "", "", "");
    }

    private static PictureBox step(
            String name, String kind, int column, int row, String says, Picture picture, String... steps) {
        List<Picture.DrawnStep> known =
                Stream.of(steps).map(picture::step).flatMap(Optional::stream).toList();
        long count = known.stream().mapToLong(Picture.DrawnStep::count).sum();
        Double rate = known.stream()
                .map(Picture.DrawnStep::perSecond)
                .reduce(0.0, (one, other) -> one == null || other == null ? null : one + other);
        return new PictureBox(
                name,
                kind,
                x(column),
                y(row),
                100,
                known.isEmpty() ? "" : number(count),
                says,
                known.isEmpty() ? "" : rate(rate));
    }

    private static PictureBox route(String name, int column, int row, String says, Picture picture, String id) {
        Optional<Picture.DrawnRoute> route = picture.route(id);
        return new PictureBox(
                name,
                "ours",
                x(column),
                y(row),
                100,
                route.map(one -> number(one.exchanges())).orElse(""),
                says,
                route.map(one -> rate(one.perSecond())).orElse(""));
    }

    private static String sum(List<SetOverview> sets, DeliveryStatus... statuses) {
        return sets.isEmpty()
                ? ""
                : number(sets.stream()
                        .flatMapToLong(set -> Stream.of(statuses)
                                .mapToLong(status -> set.counts().get(status)))
                        .sum());
    }

    static String number(Long count) {
        return count == null ? "–" : String.format(Locale.ROOT, "%,d", count);
    }

    /** @param perSecond null for none */
    static String rate(Double perSecond) {
        if (perSecond == null) {
            return "";
        }
        return perSecond == 0 ? "0/s" : String.format(Locale.ROOT, perSecond < 10 ? "%.2f/s" : "%.0f/s", perSecond);
    }

    public int middle() {
        return x + width / 2;
    }

    /** @return the vertical position of the name, which is in the middle of a box without a number */
    public int nameAt() {
        return number.isEmpty() ? y + 36 : line(0);
    }

    public int line(int number) {
        return y + 20 + 18 * number;
    }
}
