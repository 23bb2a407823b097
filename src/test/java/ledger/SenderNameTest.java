package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderNameTest {

    @ParameterizedTest
    @CsvSource({
        "order@market.example, market",
        "order@Shop.MARKET.example, market",
        "order@market.co.jp, market",
        "order@mail.market.co.jp, market",
        "order@co.jp, co",
        "order@market.jp, market",
        "market.example., market",
        "@market.example, market",
        "market, market",
        "root@localhost, localhost",
        "order@楽天.jp, xn--rssv39a",
        "order@[192.0.2.1], [192.0.2.1]"
    })
    void aSenderIsIndexedByItsOrganisation(String sender, String organisation) {
        assertThat(SenderName.of(sender).organisation()).isEqualTo(organisation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", ".", "a@", "...@..."})
    void whatHasNoDomainIsNotIndexed(String sender) {
        assertThat(SenderName.of(sender).organisation()).isEmpty();
        assertThat(SenderName.of(sender).names(sender)).isFalse();
    }

    @Test
    void aDomainNamesItsSubdomainsAndNoOtherThatEndsAlike() {
        SenderName market = SenderName.of("market.co.jp");

        assertThat(market.names("order@market.co.jp")).isTrue();
        assertThat(market.names("ORDER@mail.Market.co.jp")).isTrue();
        assertThat(market.names("order@supermarket.co.jp")).isFalse();
        assertThat(market.names("order@market.co.jp.evil.example")).isFalse();
        assertThat(market.names("order@market.example")).isFalse();
    }

    @Test
    void bothFormsOfAnInternationalDomainAreOne() {
        assertThat(SenderName.of("楽天.jp").names("order@xn--rssv39a.jp")).isTrue();
        assertThat(SenderName.of("xn--rssv39a.jp").names("order@楽天.jp")).isTrue();
        assertThat(SenderName.of("order@楽天.jp").names("order@楽天.jp")).isTrue();
    }

    @Test
    void aHostileSenderTakesNoTime() {
        String long1 = "x".repeat(250) + "@" + "楽".repeat(249);

        assertThat(SenderName.of(long1).organisation()).isNotEmpty();
    }
}
