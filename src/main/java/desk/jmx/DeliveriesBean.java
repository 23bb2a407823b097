package desk.jmx;

import desk.Answer;
import desk.Board;
import desk.Finder;
import desk.Line;
import desk.Question;
import desk.Stories;
import desk.Story;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.DeliveryId;

/** {@code hikyaku:type=Deliveries} */
@Singleton
class DeliveriesBean implements OperatorBeans.Deliveries {

    private static final int MOST = 100;

    private final Finder finder;
    private final Stories stories;
    private final Board board;
    private final Clock clock;

    DeliveriesBean(Finder finder, Stories stories, Board board, Clock clock) {
        this.finder = finder;
        this.stories = stories;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public String[] find(String words, String set, String status, String since, String until, int limit) {
        Instant now = clock.instant();
        Question question = new Question(
                Given.text(words),
                Given.text(set),
                Given.status(status),
                Given.time(since, Instant.EPOCH, clock),
                Given.time(until, Question.soon(now), clock),
                Given.limit(limit, MOST));
        Answer answer = finder.find(question);
        Stream<String> lines =
                answer.entries().stream().map(entry -> Line.of(entry).text(now));
        return Stream.concat(lines, answer.hints("more: until ").stream()).toArray(String[]::new);
    }

    @Override
    public String[] show(String mail) {
        return stories.ofMail(Given.text(mail)).stream()
                .flatMap(story -> story.lines(clock.instant()).stream())
                .toArray(String[]::new);
    }

    @Override
    public String[] timeline(String mail, String recipient) {
        return stories.ofDelivery(new DeliveryId(Given.text(mail), Given.text(recipient))).stream()
                .map(Story::timelineLines)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @Override
    public Map<String, Integer> countByStatus(String set) {
        Map<String, Integer> counts = new TreeMap<>();
        board.states().stream()
                .filter(state -> state.set().equals(Given.text(set)))
                .forEach(state -> state.counts().forEach((status, count) -> counts.put(status.name(), count)));
        return counts;
    }
}
