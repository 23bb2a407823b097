package desk.web;

import desk.picture.Picture;
import desk.picture.Picture.DrawnRoute;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A route as it is drawn: its name above, and an arrow for each step below.
 *
 * @param number the number of exchanges; empty if the route is not in this process
 * @param isHere whether this process has the route
 */
public record RouteSketch(String id, String number, String rate, String failed, boolean isHere, List<Row> rows) {

    static final int WIDTH = 352;
    private static final int TOP = 34;
    private static final int ROW = 40;

    /** @param isInside whether the step stays inside the route */
    public record Row(int y, String step, String target, String number, String rate, boolean isInside) {

        public int above() {
            return y - 5;
        }

        public int below() {
            return y + 14;
        }

        public int top() {
            return y - 13;
        }

        public int text() {
            return y + 4;
        }
    }

    static List<RouteSketch> of(Picture picture) {
        return picture.routes().stream().map(RouteSketch::of).toList();
    }

    private static RouteSketch of(DrawnRoute route) {
        List<Row> rows = IntStream.range(0, route.steps().size())
                .mapToObj(i -> row(route, route.steps().get(i), TOP + 18 + ROW * i))
                .toList();
        boolean isHere = route.exchanges() != null;
        return new RouteSketch(
                route.id(),
                isHere ? PictureBox.number(route.exchanges()) : "",
                PictureBox.rate(route.perSecond()),
                isHere && route.failed() != null && route.failed() > 0 ? PictureBox.number(route.failed()) : "",
                isHere,
                rows);
    }

    private static Row row(DrawnRoute route, Picture.DrawnStep step, int y) {
        return new Row(
                y,
                step.id(),
                step.target(),
                step.count() == null ? "" : PictureBox.number(step.count()),
                PictureBox.rate(step.perSecond()),
                step.target().equals(route.id()));
    }

    public int height() {
        return TOP + ROW * rows.size() + 6;
    }

    public int end() {
        return TOP + 18 + ROW * (rows.size() - 1);
    }
}
