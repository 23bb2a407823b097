package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where mail goes, as sendmail and Postfix would send it. */
class AddressBookTest {

    private static final String ALIASES = """
            ne-001: "|/bin/mail 001"
            ne-002: "|/bin/mail 002"
            both: ne-001, NE-002@shop.example, ne-001
            nested: both, "|/bin/mail nested"
            two: "|/bin/mail one", "|/bin/mail two"
            circle: round
            round: circle
            half: ne-001, someone@elsewhere.example
            away: someone@elsewhere.example
            file: /var/mail/shop
            plus+*: "|/bin/mail plus"
            """;

    @TempDir
    Path folder;

    private Path virtual;

    @Test
    void anAddressIsFoundWhateverItsExtension() throws IOException {
        assertThat(commands("ne-001@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("ne-001+orders@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("plus+any@shop.example")).containsExactly("/bin/mail plus");
        assertThat(commands("plus@shop.example")).isEmpty();
    }

    @Test
    void forwardsLeadToTheirCommandsOnceEach() throws IOException {
        assertThat(book(ALIASES).recipients("both@shop.example"))
                .containsExactly("ne-001@shop.example", "ne-002@shop.example");
        assertThat(book(ALIASES).recipients("nested@shop.example"))
                .containsExactly("ne-001@shop.example", "ne-002@shop.example", "nested@shop.example");
        assertThat(commands("nested@shop.example"))
                .containsExactly("/bin/mail 001", "/bin/mail 002", "/bin/mail nested");
    }

    @Test
    void eachCommandOfAnAliasHasADeliveryOfItsOwn() throws IOException {
        AddressBook book = book(ALIASES);

        assertThat(book.recipients("two@shop.example")).containsExactly("two@shop.example", "two@shop.example#2");
        assertThat(book.find("two@shop.example").orElseThrow().command().line()).isEqualTo("/bin/mail one");
        assertThat(book.find("two@shop.example#2").orElseThrow().command().line())
                .isEqualTo("/bin/mail two");
        assertThat(book.find("two@shop.example#3")).isEmpty();
    }

    @Test
    void mailThatGoesNowhereSaysWhy() throws IOException {
        assertThat(obstacles("circle@shop.example")).containsExactly("aliases lead in a circle: circle, round");
        assertThat(obstacles("away@shop.example"))
                .containsExactly("forwarded to another mail system, and Hikyaku sends no mail");
        assertThat(obstacles("file@shop.example")).containsExactly("line 10 leads to no command");
        assertThat(obstacles("nobody@shop.example")).containsExactly("no alias for this address");
        assertThat(obstacles("ne-001@elsewhere.example")).containsExactly("no set has this domain");
        assertThat(book(ALIASES).recipients("away@shop.example")).containsExactly("away@shop.example");
    }

    @Test
    void aCatchAllCatchesWhatNoOtherAliasDoes() throws IOException {
        AddressBook book = book("ne-001: |/bin/mail\n*: |/bin/catch\n");

        assertThat(book.find("ne-001@shop.example").orElseThrow().tenant()).isEqualTo("ne-001");
        assertThat(book.find("anything@shop.example").orElseThrow().command().words())
                .containsExactly("/bin/catch");
    }

    @Test
    void aBrokenFileIsRefusedWithItsLine() {
        assertThatThrownBy(() -> book("a: |/bin/mail\nb: \"|/bin/mail\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2: a quote is not closed");
    }

    @Test
    void aVirtualTableIsLookedAtFirst() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), """
                # names that buyers know
                orders@shop.example   ne-001
                ne-002@shop.example   ne-001@shop.example, orders@shop.example
                ne-001@shop.example   ne-001@shop.example
                sales                 ne-002
                circle@shop.example   round@shop.example
                round@shop.example    circle@shop.example
                @other.example        @shop.example
                closed.example        anything
                known@closed.example  ne-002
                """);

        assertThat(commands("orders+2026@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("ne-002@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("sales@shop.example")).containsExactly("/bin/mail 002");
        assertThat(commands("ne-001@other.example")).containsExactly("/bin/mail 001");
        assertThat(commands("known@closed.example")).containsExactly("/bin/mail 002");
        assertThat(obstacles("ne-001@closed.example")).containsExactly("no entry in the virtual table");
        assertThat(obstacles("circle@shop.example")).containsExactly("addresses lead in a circle");
        assertThat(book(ALIASES).recipients("orders@shop.example")).containsExactly("ne-001@shop.example");
    }

    @Test
    void aBrokenVirtualTableIsRefusedWithItsLine() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), "a@shop.example ne-001\nb@shop.example |/bin/mail\n");

        assertThatThrownBy(() -> book(ALIASES))
                .hasMessageContaining("virtual line 2: a virtual table leads to addresses");
    }

    @Test
    void aFileThatHasChangedIsInForceAfterTheNextLook() throws IOException {
        AddressBook book = book("a: |/bin/old\n");
        Files.writeString(folder.resolve("aliases"), "a: :include:list\n");
        Files.writeString(folder.resolve("list"), "|/bin/new\n");
        book.refresh();
        assertThat(program(book)).isEqualTo("/bin/new");

        Files.writeString(folder.resolve("list"), "|/bin/newest\n");
        book.refresh();

        assertThat(program(book)).isEqualTo("/bin/newest");
        assertThat(book.outdated()).isEmpty();
    }

    @Test
    void aBrokenFileLeavesTheOldOneInForceUntilItIsMended() throws IOException {
        AddressBook book = book("a: |/bin/old\n");

        Files.writeString(folder.resolve("aliases"), "a: |/bin/new\nb: \"|/bin/open\n");
        book.refresh();
        assertThat(program(book)).isEqualTo("/bin/old");
        assertThat(book.outdated().get("one")).endsWith("aliases line 2: a quote is not closed");

        Files.delete(folder.resolve("aliases"));
        book.refresh();
        assertThat(program(book)).isEqualTo("/bin/old");
        assertThat(book.outdated().get("one")).endsWith("cannot be read: NoSuchFileException");

        Files.writeString(folder.resolve("aliases"), "a: |/bin/new\n");
        book.refresh();
        assertThat(program(book)).isEqualTo("/bin/new");
        assertThat(book.outdated()).isEmpty();
    }

    @Test
    void whoLooksUpWhileTheFileChangesFindsTheOldOrTheNewCommand() throws Exception {
        AddressBook book = book("a: |/bin/command-0\n");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<String>> found = CompletableFuture.supplyAsync(() -> {
            Set<String> programs = new TreeSet<>();
            while (!over.get()) {
                programs.add(program(book));
            }
            return programs;
        });

        for (int i = 1; i <= 50; i++) {
            Files.writeString(folder.resolve("next"), "a: |/bin/command-" + i + "\n".repeat(i));
            Files.move(folder.resolve("next"), folder.resolve("aliases"), StandardCopyOption.REPLACE_EXISTING);
            book.refresh();
            assertThat(program(book)).isEqualTo("/bin/command-" + i);
        }
        over.set(true);

        assertThat(found.get()).isNotEmpty().allMatch(program -> program.matches("/bin/command-\\d+"));
    }

    private static String program(AddressBook book) {
        return book.find("a@shop.example").orElseThrow().command().words().get(0);
    }

    private List<String> commands(String address) throws IOException {
        return book(ALIASES).look(address).destinations().stream()
                .map(destination -> destination.command().line())
                .toList();
    }

    private List<String> obstacles(String address) throws IOException {
        return book(ALIASES).look(address).obstacles();
    }

    private AddressBook book(String aliases) throws IOException {
        Path file = Files.writeString(folder.resolve("aliases"), aliases);
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example,other.example,closed.example",
                "hikyaku.sets.one.aliases", file.toString(),
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one"));
        if (virtual != null) {
            set.put("hikyaku.sets.one.virtual", virtual.toString());
        }
        return new AddressBook(Configuration.with(set));
    }
}
