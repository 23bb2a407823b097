package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    private static final String ENCODED = "=?UTF-8?B?5qW95aSp44GU5rOo5paH?=";

    @Test
    void aSubjectIsReadDecodedEncodedOrRaw() {
        byte[] raw = "楽天ご注文".getBytes(StandardCharsets.UTF_8);

        assertThat(HeaderText.ofText("楽天ご注文")).isEqualTo("楽天ご注文");
        assertThat(HeaderText.ofText(ENCODED)).isEqualTo("楽天ご注文");
        assertThat(HeaderText.ofBytes(ENCODED)).isEqualTo("楽天ご注文");
        assertThat(HeaderText.ofBytes(new String(raw, StandardCharsets.ISO_8859_1)))
                .isEqualTo("楽天ご注文");
        assertThat(HeaderText.ofBytes("")).isEmpty();
        assertThat(HeaderText.ofBytes("=?UTF-8?B?5qW95aSp?=\r\n =?UTF-8?B?44GU5rOo5paH?="))
                .isEqualTo("楽天ご注文");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order@market.example|order@market.example",
                "Market <Order@Market.example>|order@market.example",
                "=?UTF-8?B?5qW95aSp?= <order@market.example>|order@market.example",
                "Doe, John <john@market.example>|john@market.example",
                "a@one.example, b@two.example|a@one.example",
            })
    void theAuthorIsTheFirstAddress(String from, String author) {
        assertThat(HeaderText.address(from)).isEqualTo(author);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Market", "<>", "@market.example", "order@", "a b@market.example", "undisclosed:;"})
    void whatIsNoAddressIsNoAuthor(String from) {
        assertThat(HeaderText.address(from)).isEmpty();
    }

    @Test
    void aHostileHeaderIsCutAndNotRefused() {
        assertThat(HeaderText.address("<".repeat(1_000_000) + "order@market.example>"))
                .isEmpty();
        assertThat(HeaderText.address("x".repeat(300) + "@market.example")).isEmpty();
        assertThat(HeaderText.ofText("x".repeat(1_000_000))).hasSize(2000);
        assertThat(HeaderText.address("a,".repeat(1_000_000))).isEmpty();
    }
}
