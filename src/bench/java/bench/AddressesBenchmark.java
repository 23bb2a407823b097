package bench;

import addresses.AddressBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import local.Configuration;
import local.cloud.NoS3;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import settings.Settings;

/**
 * Loading 100,000 aliases of 30 sets, and finding an address among them. The memory is printed once, before the runs.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AddressesBenchmark {

    private static final int ALIASES = 100_000;
    private static final int SETS = 30;

    private Settings settings;
    private AddressBook book;
    private List<String> addresses;
    private int next;

    @Setup
    public void writeAliases() throws IOException {
        Path folder = Files.createTempDirectory("addresses-");
        Map<String, String> sets = new HashMap<>();
        for (int set = 0; set < SETS; set++) {
            int own = set;
            Path file = Files.write(
                    folder.resolve("aliases-" + set),
                    IntStream.range(0, ALIASES)
                            .filter(shop -> shop % SETS == own)
                            .mapToObj(shop -> "ne-%06d: \"|/opt/app/receive-mail.php %06d\"".formatted(shop, shop))
                            .toList());
            sets.put("hikyaku.sets.set" + set + ".domains", domain(set));
            sets.put("hikyaku.sets.set" + set + ".aliases", file.toString());
            sets.put("hikyaku.sets.set" + set + ".cluster", "one");
            sets.put("hikyaku.sets.set" + set + ".task-definition", "one");
        }
        addresses = IntStream.range(0, ALIASES)
                .mapToObj(shop -> "ne-%06d@%s".formatted(shop, domain(shop % SETS)))
                .toList();
        settings = Configuration.with(sets);
        long before = used();
        book = new AddressBook(settings, new NoS3());
        System.out.printf("%d aliases take %d MB%n", ALIASES, (used() - before) / 1_000_000);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 0)
    public Object load() {
        return new AddressBook(settings, new NoS3());
    }

    @Benchmark
    @Threads(2)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Optional<?> find() {
        next = (next + 7919) % addresses.size(); // a data race between the two threads does no harm here
        return book.find(addresses.get(next));
    }

    private static String domain(int set) {
        return "set-" + set + ".example";
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
