package desk.jmx;

import desk.Dashboard;
import desk.DeliveryReader;
import desk.DeliveryText;
import desk.Finder;
import desk.SearchPage;
import desk.SearchQuery;
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
class DeliveriesBean implements OperatorMBeans.DeliverySearch {

    private static final int MOST = 100;

    private final Finder finder;
    private final DeliveryReader reader;
    private final Dashboard board;
    private final Clock clock;

    DeliveriesBean(Finder finder, DeliveryReader reader, Dashboard board, Clock clock) {
        this.finder = finder;
        this.reader = reader;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public String[] find(String words, String set, String status, String since, String until, int limit) {
        Instant now = clock.instant();
        SearchQuery question = new SearchQuery(
                ConsoleArguments.text(words),
                ConsoleArguments.text(set),
                ConsoleArguments.status(status),
                ConsoleArguments.time(since, Instant.EPOCH, clock),
                ConsoleArguments.time(until, SearchQuery.soon(now), clock),
                ConsoleArguments.limit(limit, MOST));
        SearchPage answer = finder.find(question);
        Stream<String> lines =
                answer.entries().stream().map(reader::details).map(delivery -> DeliveryText.line(delivery, now));
        return Stream.concat(lines, answer.hints("more: until ").stream()).toArray(String[]::new);
    }

    @Override
    public String[] show(String mail) {
        return reader.ofMail(ConsoleArguments.text(mail)).stream()
                .flatMap(delivery -> DeliveryText.lines(delivery, clock.instant()).stream())
                .toArray(String[]::new);
    }

    @Override
    public String[] timeline(String mail, String recipient) {
        return reader.ofDelivery(new DeliveryId(ConsoleArguments.text(mail), ConsoleArguments.text(recipient)))
                .map(DeliveryText::timeline)
                .orElse(List.of())
                .toArray(String[]::new);
    }

    @Override
    public Map<String, Integer> countByStatus(String set) {
        Map<String, Integer> counts = new TreeMap<>();
        board.states().stream()
                .filter(state -> state.set().equals(ConsoleArguments.text(set)))
                .forEach(state -> state.counts().forEach((status, count) -> counts.put(status.name(), count)));
        return counts;
    }
}
