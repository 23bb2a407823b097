package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import courier.LoopbackPostfix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import local.SmtpClient;
import local.Waiting;

/** Sends mail to addresses through a real Postfix: it must run exactly the commands that Hikyaku finds. */
final class SameCommands implements AutoCloseable {

    private final LoopbackPostfix postfix;
    private final Path ran;
    private final Path recorder;

    private SameCommands(LoopbackPostfix postfix) throws IOException {
        this.postfix = postfix;
        this.ran = Files.createFile(postfix.folder().resolve("ran"));
        assertThat(ran.toFile().setWritable(true, false)).isTrue();
        this.recorder = postfix.program("record", "cat >/dev/null; echo \"$ORIGINAL_RECIPIENT $*\" >>" + ran);
    }

    static SameCommands install() throws IOException {
        return new SameCommands(LoopbackPostfix.install());
    }

    /** A command that records the address for which it runs, and its arguments. */
    Path recorder() {
        return recorder;
    }

    /** Names of the tables: {@code aliases}, and optionally {@code virtual}. */
    Path folder() {
        return postfix.folder();
    }

    /** @return address and arguments of the commands found and run */
    Set<String> assertThatPostfixAgrees(Set<String> domains, List<String> addresses) throws Exception {
        AliasesFile file = AliasesFile.read(folder().resolve("aliases"));
        Path table = folder().resolve("virtual");
        VirtualTable virtual = Files.exists(table) ? VirtualTable.read(table) : VirtualTable.NONE;
        assertThat(file.problems()).noneMatch(Problem::breaking);
        assertThat(virtual.problems()).noneMatch(Problem::breaking);
        AliasesOfSet aliases = new AliasesOfSet("one", domains, virtual, file);
        Set<String> found = new TreeSet<>();
        try (SmtpClient smtp = new SmtpClient(postfix.start())) {
            for (String address : addresses) {
                Lookup lookup = aliases.find(address.toLowerCase(Locale.ROOT));
                lookup.destinations().forEach(destination -> assertFoundAgain(aliases, destination));
                lookup.destinations().forEach(destination -> found.add(shown(address, destination)));
                send(smtp, address, lookup.obstacles().contains("addresses lead in a circle"));
            }
        }
        Waiting.until("Postfix has nothing left to do", Duration.ofMinutes(1), postfix::isIdle);
        assertThat(new TreeSet<>(Files.readAllLines(ran))).isEqualTo(found);
        return found;
    }

    /** The courier resolves the recipient of the delivery again, in another process. */
    private static void assertFoundAgain(AliasesOfSet aliases, Destination destination) {
        assertThat(aliases.find(destination.recipient()).destinations())
                .filteredOn(Destination::recipient, destination.recipient())
                .extracting(Destination::command)
                .containsExactly(destination.command());
    }

    /** Postfix removes quotes and spaces from an address before it passes the address to a command. */
    private static String shown(String address, Destination found) {
        List<String> words = found.command().words();
        return address.replace("\"", "").replace(' ', '_') + " " + String.join(" ", words.subList(1, words.size()));
    }

    /** Postfix refuses mail if its virtual table has a circle. */
    private static void send(SmtpClient smtp, String address, boolean isCircle) throws IOException {
        byte[] mail = "Subject: x\r\n\r\nx\r\n".getBytes();
        if (isCircle) {
            assertThat(catchThrowable(() -> smtp.send("", List.of(address), mail)))
                    .as(address)
                    .hasMessageContaining("Alias expansion error");
        } else {
            smtp.send("", List.of(address), mail);
        }
    }

    @Override
    public void close() throws Exception {
        postfix.close();
    }
}
