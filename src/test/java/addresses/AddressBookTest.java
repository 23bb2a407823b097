package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import ledger.Delivery;
import ledger.DeliveryId;
import local.Configuration;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination of mail to an address, compared with sendmail and Postfix. */
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

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u001b[31m", "a\nb", "ne-001\u007f"})
    void aCatchAllDoesNotCatchWhatNoMailboxCanHave(String local) throws IOException {
        AddressBook book = book("ne-001: |/bin/mail\n*: |/bin/catch\n");

        assertThat(book.find(local + "@shop.example")).isEmpty();
        assertThat(book.look(local + "@shop.example").obstacles())
                .containsExactly("the address has control characters");
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
                sales                 two
                circle@shop.example   round@shop.example
                round@shop.example    circle@shop.example
                @other.example        @shop.example
                """);

        assertThat(commands("orders+2026@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("ne-002@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("sales@shop.example")).containsExactly("/bin/mail one", "/bin/mail two");
        assertThat(commands("ne-001@other.example")).containsExactly("/bin/mail 001");
        assertThat(obstacles("circle@shop.example")).containsExactly("addresses lead in a circle");
        assertThat(book(ALIASES).recipients("orders@shop.example")).containsExactly("ne-001@shop.example");
    }

    @Test
    void aVirtualDomainHasTheAddressesOfItsTableOnly() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), """
                closed.example        anything
                known@closed.example  ne-002
                self@closed.example   self@closed.example
                """);

        assertThat(commands("known@closed.example")).containsExactly("/bin/mail 002");
        assertThat(obstacles("ne-001@closed.example")).containsExactly("the virtual table has no entry for it");
        assertThat(obstacles("self@closed.example")).containsExactly("the virtual table has no entry for it");
    }

    @Test
    void whatIsDeliveredUnderARecipientIsFoundUnderItAgain() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), """
                shop.example          virtual, as are all domains of this set
                other.example         virtual
                closed.example        virtual
                known@closed.example  two
                """);
        AddressBook book = book(ALIASES);
        List<String> recipients = book.recipients("known@closed.example");
        assertThat(recipients).containsExactly("two@closed.example#1", "two@closed.example#2");
        assertThat(recipients)
                .extracting(recipient -> book.find(recipient).orElseThrow())
                .extracting(found -> found.command().line(), Destination::recipient)
                .containsExactly(
                        tuple("/bin/mail one", "two@closed.example#1"), tuple("/bin/mail two", "two@closed.example#2"));
        assertThat(book.look("two@closed.example#3").obstacles()).containsExactly("its alias has no command 3");

        Files.writeString(virtual, "ne-001@shop.example  ne-002@shop.example\n");
        AddressBook other = book(ALIASES);
        assertThat(other.recipients("nested@shop.example"))
                .containsExactly("ne-001@shop.example#1", "ne-002@shop.example", "nested@shop.example");
        assertThat(other.find("ne-001@shop.example#1").orElseThrow().command().line())
                .isEqualTo("/bin/mail 001");
    }

    @Test
    void anAddressSaysWhichWayItCame() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), "orders@shop.example sales\nsales both\n");

        assertThat(book(ALIASES).look("orders@shop.example").destinations())
                .extracting(Destination::way)
                .first()
                .asInstanceOf(list(String.class))
                .containsExactly("virtual line 1", "virtual line 2", "alias both line 3", "alias ne-001 line 1");
    }

    @Test
    void theAliasOfABouncesReceiverIsAnAliasLikeOthers() throws IOException {
        AddressBook book = book("shop: |/bin/mail\nowner-shop: boss@elsewhere.example\n");

        assertThat(book.recipients("shop@shop.example")).containsExactly("shop@shop.example");
        assertThat(book.look("shop@shop.example").obstacles()).isEmpty();
        assertThat(book.look("owner-shop@shop.example").obstacles())
                .containsExactly("forwarded to another mail system, and Hikyaku sends no mail");
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
        assertThat(book.outdated().get("one")).endsWith("aliases does not exist");

        Files.writeString(folder.resolve("aliases"), "a: |/bin/new\n");
        book.refresh();
        assertThat(program(book)).isEqualTo("/bin/new");
        assertThat(book.outdated()).isEmpty();
    }

    @Test
    void aFileThatIsWrittenTwiceWithinATickOfTheClockIsReadAgain() throws Exception {
        AddressBook book = book("a: |/bin/one\n");
        Path aliases = folder.resolve("aliases");
        FileTime time = Files.getLastModifiedTime(aliases);

        Files.writeString(aliases, "a: |/bin/two\n");
        Files.setLastModifiedTime(aliases, time);
        book.refresh();

        assertThat(program(book)).isEqualTo("/bin/two");
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

        try {
            for (int i = 1; i <= 50; i++) {
                Files.writeString(folder.resolve("next"), "a: |/bin/command-" + i + "\n".repeat(i));
                Files.move(folder.resolve("next"), folder.resolve("aliases"), StandardCopyOption.REPLACE_EXISTING);
                book.refresh();
                assertThat(program(book)).isEqualTo("/bin/command-" + i);
            }
        } finally {
            over.set(true);
        }

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

    @Test
    void anAddressIsUnknownOnlyIfTheDomainIsASetsAndNoAliasHasIt() throws IOException {
        AddressBook book = book(ALIASES);

        assertThat(book.isUnknown("nobody@shop.example")).isTrue();
        assertThat(book.isUnknown("ne-001@shop.example")).isFalse();
        assertThat(book.isUnknown("file@shop.example")).as("an alias has it").isFalse();
        assertThat(book.isUnknown("nobody@elsewhere.example")).isFalse();
        assertThat(book("*: /var/mail/all\n").isUnknown("nobody@shop.example"))
                .as("the alias * matches it")
                .isFalse();
    }

    @Test
    void anAddressOfTheVirtualTableIsKnownAlsoIfItLeadsAway() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), "away@shop.example someone@elsewhere.example\n");

        assertThat(book(ALIASES).isUnknown("away@shop.example")).isFalse();
        assertThat(book("a: |/bin/a\n").isUnknown("away@shop.example")).isFalse();
        assertThat(book("a: |/bin/a\n").isUnknown("nobody@shop.example")).isTrue();
    }

    @Test
    void anOperatorFindsAddressesByAPieceOfThem() throws IOException {
        AddressBook book = book("Ne-001: |/bin/a\nne-002: |/bin/a\n*: |/bin/rest\n");

        assertThat(book.containing("ne-00", 10))
                .contains("ne-001@shop.example", "ne-002@other.example")
                .hasSize(6);
        assertThat(book.containing("001@shop", 10)).containsExactly("ne-001@shop.example");
        assertThat(book.containing("ne-00", 2)).hasSize(2);
        assertThat(book.containing("*", 10)).as("the alias * is not an address").isEmpty();
    }

    @Test
    void aDeliveryIsOfTheSetOfItsDomainAndOfTheTenantOfItsAlias() throws IOException {
        AddressBook book = book(ALIASES);

        assertThat(book.assign(delivery("ne-001@shop.example")))
                .isEqualTo(delivery("ne-001@shop.example").in("one", "ne-001"));
        assertThat(book.assign(delivery("two@shop.example#2")))
                .isEqualTo(delivery("two@shop.example#2").in("one", "two"));
        assertThat(book.assign(delivery("nobody@shop.example")))
                .isEqualTo(delivery("nobody@shop.example").in("one", ""));
        assertThat(book.assign(delivery("ne-001@elsewhere.example")))
                .isEqualTo(delivery("ne-001@elsewhere.example").in("", ""));
        assertThat(book.set("two@shop.example#2")).isEqualTo("one");
        assertThat(book.set("ne-001@elsewhere.example")).isEmpty();
        assertThat(book.set("@shop.example")).isEqualTo("one");
    }

    @Test
    void whyADeliveryLeadsNowhereIsToldInOneLine() throws IOException {
        assertThat(book("a: b, c@elsewhere.example\nb: /var/mail/b\n").obstacles(delivery("a@shop.example")))
                .isEqualTo("line 2 leads to no command; forwarded to another mail system, and Hikyaku sends no mail");
        assertThat(book(ALIASES).obstacles(delivery("ne-001@shop.example"))).isEmpty();
    }

    @Test
    void aVirtualTableThatHasChangedIsInForceAfterTheNextLook() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), "a@shop.example ne-001\n");
        rest(virtual);
        AddressBook book = book(ALIASES);
        rest(folder.resolve("aliases"));
        book.refresh();
        assertThat(book.recipients("a@shop.example")).containsExactly("ne-001@shop.example");

        Files.writeString(virtual, "a@shop.example ne-002\n");
        book.refresh();

        assertThat(book.recipients("a@shop.example")).containsExactly("ne-002@shop.example");
    }

    @Test
    void aListThatHasChangedIsInForceAfterTheNextLookAlsoIfItsFileHasRested() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "ne-001\n");
        rest(list);
        AddressBook book = book("a: :include:list\n" + ALIASES);
        rest(folder.resolve("aliases"));
        book.refresh();

        Files.writeString(list, "ne-002\n");
        book.refresh();

        assertThat(book.recipients("a@shop.example")).containsExactly("ne-002@shop.example");
    }

    @Test
    void aNameAloneInTheVirtualTableStandsForAllLocalDomains() throws IOException {
        virtual = Files.writeString(folder.resolve("virtual"), """
                sales    ne-001
                info+x   ne-002
                closed.example  anything
                """);

        assertThat(commands("sales@shop.example")).containsExactly("/bin/mail 001");
        assertThat(commands("sales+2026@other.example")).containsExactly("/bin/mail 001");
        assertThat(commands("info+x@shop.example")).containsExactly("/bin/mail 002");
        assertThat(commands("sales@closed.example")).isEmpty();
        assertThat(commands("info+x@closed.example")).isEmpty();
    }

    /** Gives the file an old modification time, because a file that was just written is always read again. */
    private static void rest(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private static Delivery delivery(String recipient) {
        return Delivery.of(new DeliveryId("mail-1", recipient), "", Instant.EPOCH, new RawMail("raw", "raw/1"));
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
        return new AddressBook(Configuration.with(set), new NoS3());
    }
}
