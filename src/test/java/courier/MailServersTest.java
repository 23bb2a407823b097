package courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import settings.PipeSettings;

/** PostfixParityIT and SendmailParityIT compare with the servers themselves, if they are installed. */
class MailServersTest {

    private static final String SENDER = "order@market.example";

    @ParameterizedTest
    @ValueSource(strings = {"none", "sendmail", "postfix"})
    void eachServersProgramIsToldSenderAndRecipientAndItsParts(String server) {
        assertThat(environment(server, SENDER, "ne-001@shop.example"))
                .containsEntry("SENDER", SENDER)
                .containsEntry("RECIPIENT", "ne-001@shop.example")
                .containsEntry("ORIGINAL_RECIPIENT", "ne-001@shop.example")
                .containsEntry("LOCAL", "ne-001")
                .containsEntry("DOMAIN", "shop.example")
                .doesNotContainKey("EXTENSION");
    }

    @Test
    void onlySendmailNamesItselfAndOnlyPostfixNamesAUser() {
        assertThat(environment("sendmail", SENDER, "ne-001@shop.example"))
                .containsEntry("AGENT", "sendmail")
                .doesNotContainKeys("USER", "LOGNAME");
        assertThat(environment("postfix", SENDER, "ne-001@shop.example"))
                .containsEntry("USER", "ne-001")
                .containsEntry("LOGNAME", "ne-001")
                .doesNotContainKey("AGENT");
        assertThat(environment("none", SENDER, "ne-001@shop.example")).doesNotContainKeys("AGENT", "USER", "LOGNAME");
    }

    /** local(8): EXTENSION is the text after the first delimiter, USER the text before it. */
    @ParameterizedTest
    @CsvSource({"ne+001, ne, 001, ne+001", "ne+001+x, ne, 001+x, ne+001+x", "n+, n, '', n+"})
    void postfixTakesTheExtensionOffTheUser(String local, String user, String extension, String exported) {
        assertThat(environment("postfix", SENDER, local + "@shop.example"))
                .containsEntry("USER", user)
                .containsEntry("LOGNAME", user)
                .containsEntry("EXTENSION", extension)
                .containsEntry("LOCAL", exported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+001", "+"})
    void anAddressThatBeginsWithTheDelimiterHasNoExtension(String local) {
        assertThat(environment("postfix", SENDER, local + "@shop.example"))
                .containsEntry("USER", local)
                .doesNotContainKey("EXTENSION");
    }

    @ParameterizedTest
    @CsvSource({"ne+../../etc, ne", "ne+a/b, ne"})
    void anExtensionWithASlashIsNotExported(String local, String exported) {
        assertThat(environment("postfix", SENDER, local + "@shop.example"))
                .containsEntry("LOCAL", exported)
                .containsEntry("USER", exported)
                .doesNotContainKey("EXTENSION");
    }

    @Test
    void aSlashBeforeTheExtensionIsNoneInIt() {
        assertThat(environment("postfix", SENDER, "a/b+c@shop.example"))
                .containsEntry("USER", "a/b")
                .containsEntry("EXTENSION", "c");
    }

    @Test
    void anAddressWithoutADomainHasNoLocalPart() {
        assertThat(environment("none", SENDER, "ne-001"))
                .containsEntry("LOCAL", "")
                .containsEntry("DOMAIN", "ne-001");
    }

    @Test
    void postfixExportsAddressesWithoutTheirQuotes() {
        assertThat(environment("postfix", "\"a b\"@market.example", "\"ne\"@shop.example"))
                .containsEntry("SENDER", "a_b@market.example")
                .containsEntry("LOCAL", "ne");
        assertThat(environment("none", "\"a b\"@market.example", "ne@shop.example"))
                .containsEntry("SENDER", "\"a b\"@market.example");
    }

    /** Each byte outside of command_expansion_filter becomes one underscore. */
    @Test
    void postfixFiltersWhatAShellWouldRead() {
        assertThat(environment("postfix", "$(id);`id`|é@market.example", "ne@shop.example"))
                .containsEntry("SENDER", "__id___id____@market.example");
        assertThat(environment("sendmail", "$(id)@market.example", "ne@shop.example"))
                .containsEntry("SENDER", "$(id)@market.example");
    }

    @Test
    void aSetMayFilterForAnyServerAndMayLeaveItWithPostfix() {
        assertThat(MailServers.environment(
                        pipe(Map.of("server", "none", "filter-environment", "true")),
                        "$x@market.example",
                        "ne@shop.example"))
                .containsEntry("SENDER", "_x@market.example");
        assertThat(MailServers.environment(
                        pipe(Map.of("server", "postfix", "filter-environment", "false")),
                        "$x@market.example",
                        "ne@shop.example"))
                .containsEntry("SENDER", "$x@market.example");
    }

    @Test
    void onlyPostfixHidesWhatItsProgramsWriteAndASetMayMaskItself() {
        assertThat(MailServers.umask(pipe(Map.of("server", "postfix")))).contains("077");
        assertThat(MailServers.umask(pipe(Map.of("server", "sendmail")))).isEmpty();
        assertThat(MailServers.umask(pipe(Map.of("server", "postfix", "umask", "027"))))
                .contains("027");
    }

    private static Map<String, String> environment(String server, String sender, String recipient) {
        return MailServers.environment(pipe(Map.of("server", server)), sender, recipient);
    }

    private static PipeSettings pipe(Map<String, String> pipe) {
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", "aliases",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one"));
        pipe.forEach((name, value) -> set.put("hikyaku.sets.one.pipe." + name, value));
        return Configuration.with(set).sets().get("one").pipe();
    }
}
