package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Resolves addresses of a difficult virtual table and of random tables, and compares each result with a real Postfix.
 */
class PostfixVirtualIT {

    private static final long SEED = Long.getLong("virtual.seed", System.nanoTime());
    private static final int DRAWN = Integer.getInteger("virtual.drawn", 4);

    /** closed.example and empty.example belong to the table; relay.example belongs to no set. */
    private static final Set<String> DOMAINS = Set.of("shop.example", "closed.example", "empty.example");

    private final Random random = new Random(SEED);

    @Test
    void postfixRunsTheSameCommands() throws Exception {
        try (SameCommands postfix = SameCommands.install()) {
            Files.writeString(postfix.folder().resolve("list"), "virtually\np-1\n");
            Files.writeString(
                    postfix.folder().resolve("aliases"),
                    ALIASES.replace("RECORD", postfix.recorder().toString())
                            .replace("FOLDER", postfix.folder().toString()));
            Files.writeString(postfix.folder().resolve("virtual"), VIRTUAL);

            Set<String> ran = postfix.assertThatPostfixAgrees(DOMAINS, addresses());

            assertThat(ran).hasSizeGreaterThan(150);
        }
    }

    /** A random table: in each domain, any of five names may have an entry with any target. */
    @Test
    void postfixRunsTheSameCommandsForTablesThatAreDrawn() throws Exception {
        System.out.printf("tables drawn with -Dvirtual.seed=%d%n", SEED);
        try (SameCommands postfix = SameCommands.install()) {
            List<String> worlds =
                    IntStream.range(0, DRAWN).mapToObj(i -> "w" + i).toList();
            Stream<String> aliases = worlds.stream()
                    .flatMap(PostfixVirtualIT::names)
                    .filter(name -> random.nextInt(3) > 0)
                    .map(name -> "%s: \"|%s %s\"".formatted(name, postfix.recorder(), name));
            Files.write(postfix.folder().resolve("aliases"), aliases.toList());
            Stream<String> lines = worlds.stream()
                    .flatMap(world -> Stream.generate(() -> key(world) + " " + targets(world))
                            .limit(7));
            Files.write(
                    postfix.folder().resolve("virtual"),
                    Stream.concat(Stream.of("closed.example anything"), lines).toList());
            List<String> addresses = worlds.stream()
                    .flatMap(PostfixVirtualIT::names)
                    .flatMap(name -> Stream.of(
                                    "@shop", "+x@shop", "@closed", "@" + name.substring(0, name.length() - 1))
                            .map(end -> name + end + ".example"))
                    .toList();

            Set<String> ran = postfix.assertThatPostfixAgrees(Set.of("shop.example", "closed.example"), addresses);

            assertThat(ran).as("seed %d", SEED).isNotEmpty();
        }
    }

    private static Stream<String> names(String world) {
        return Stream.of("a", "b", "c", "d", "e").map(name -> world + name);
    }

    private String key(String world) {
        String name = drawn(names(world).toList());
        return drawn(List.of(
                name,
                name + "@shop.example",
                name + "@shop.example",
                name + "@closed.example",
                name + "+x",
                name + "+x@shop.example",
                "@" + world + ".example"));
    }

    private String targets(String world) {
        return random.nextInt(6) == 0
                ? "@shop.example"
                : Stream.generate(() -> target(world))
                        .limit(1 + random.nextInt(3))
                        .collect(Collectors.joining(", "));
    }

    private String target(String world) {
        return drawn(names(world).toList())
                + drawn(List.of("", "", "@shop.example", "@shop.example", "@closed.example", "+x", "+y@shop.example"));
    }

    private <T> T drawn(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static final String VIRTUAL = """
            # a nasty table
            orders@shop.example      p-1
            Mixed-Case@Shop.Example  P-2@SHOP.example
            several@shop.example     p-1, p-2@shop.example,
               p-3
            blanks@shop.example      p-1 p-2
            named@shop.example       The Boss <p-1@shop.example> (he reads it), (nobody) p-3
            bare                     p-2
            bare+own                 p-1
            both@shop.example        p-3
            nested@shop.example      several@shop.example, orders
            deep                     nested@shop.example, deeper
            deeper                   bare+x@shop.example
            plus@shop.example        n-10
            plus+own@shop.example    n-11
            ext@shop.example         plus-alias
            away@shop.example        someone@relay.example
            half@shop.example        someone@relay.example, p-2
            back@relay.example       p-3
            there@shop.example       back@relay.example
            itself@shop.example      itself@shop.example
            self-too@shop.example    p-1, self-too@shop.example
            self-bare                self-bare, p-2
            self-ext@shop.example    self-ext
            c-1@shop.example         c-2@shop.example
            c-2@shop.example         c-1@shop.example
            c-half@shop.example      p-1, c-half-too@shop.example
            c-half-too@shop.example  c-half@shop.example
            orders@shop.example      never
            dead@shop.example        nobody-at-all
            alias-too@shop.example   p-2
            virtually                p-2
            circle@shop.example      p-3
            two@shop.example         two
            "a b"@shop.example       p-1
            closed.example           anything (it does not matter)
            known@closed.example     p-1
            more@closed.example      p-1, other@closed.example
            other@closed.example     more-of@shop.example, p-3
            p-2@closed.example       p-2@closed.example
            ext@closed.example       @shop.example
            empty.example            anything
            @empty.example           @shop.example
            no@empty.example         nobody-at-all
            @relay.example           p-2
            """;

    private static final String ALIASES = """
            p-1: "|RECORD one"
            p-2: "|RECORD two words"
            p-3: "|RECORD three"
            n-10: "|RECORD 10"
            n-11: "|RECORD 11"
            two: "|RECORD first", "|RECORD second"
            list: :include:FOLDER/list
            itself: "|RECORD itself"
            self-too: "|RECORD self-too"
            self-bare: "|RECORD self-bare"
            self-ext: "|RECORD self-ext"
            self-ext+own: "|RECORD self-ext own"
            plus-alias: "|RECORD plus-alias"
            plus-alias+own: "|RECORD plus-alias own"
            alias-too: "|RECORD alias-too"
            more-of: "|RECORD more-of"
            a-alias: alias-too
            a-alias-far: alias-too@shop.example, known@closed.example
            a-virtual: known@closed.example, unknown@closed.example
            a-relay: back@relay.example
            a-circle: a-circle-too@closed.example
            a-empty: p-1@empty.example
            """;

    /**
     * The addresses to try: each key of the table, with and without extension, and names that only the aliases file
     * contains, in each domain.
     */
    private static List<String> addresses() {
        Stream<String> keys = VIRTUAL.lines()
                .filter(line -> !line.matches("[# @\"].*"))
                .map(line -> line.split(" +")[0])
                .flatMap(key -> key.indexOf('@') < 0 ? inEachDomain(key) : Stream.of(key))
                .flatMap(key -> Stream.of(key, key.replace("@", "+own@"), key.replace("@", "+@")));
        Stream<String> others = Stream.of(
                        "p-1",
                        "p-2+x",
                        "P-3",
                        "nobody",
                        "list",
                        "a-alias",
                        "a-alias+x",
                        "a-alias-far",
                        "a-virtual",
                        "a-relay",
                        "a-circle",
                        "a-empty",
                        "\"a b\"",
                        "\"a b+own\"",
                        "\"p-1\"",
                        "\"bare\"")
                .flatMap(PostfixVirtualIT::inEachDomain);
        return Stream.concat(keys, others).distinct().toList();
    }

    private static Stream<String> inEachDomain(String name) {
        return DOMAINS.stream().map(domain -> name + "@" + domain);
    }
}
