package desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;

class SearchLinksTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final SearchForm FORM = new SearchForm(
            "ne-001", "demo", "HELD", "shop", "order@market.example", "楽天 注文", "2026-11-29 00:00:00", "", "Asia/Tokyo");

    private final SearchLinks links = links(SECRET);

    @Test
    void aLinkIsOpenedByEveryDeskWithTheSecretAndAfterARestart() {
        String link = links.write(FORM).orElseThrow();

        assertThat(links(SECRET).read(link)).contains(FORM);
        assertThat(links.areLasting()).isTrue();
        assertThat(link).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aLinkSaysNothingOfItsSearch() {
        String link = links.write(FORM).orElseThrow();

        assertThat(link).isNotEqualTo(links.write(FORM).orElseThrow());
        assertThat(new String(Base64.getUrlDecoder().decode(link))).doesNotContain("market", "demo", "text");
    }

    @Test
    void withoutASecretALinkEndsWithItsProcess() {
        SearchLinks one = links("");
        String link = one.write(FORM).orElseThrow();

        assertThat(one.read(link)).contains(FORM);
        assertThat(one.areLasting()).isFalse();
        assertThat(links("").read(link)).isEmpty();
        assertThat(links(SECRET).read(link)).isEmpty();
    }

    @Test
    void aChangedOrInventedLinkIsNotOpened() {
        String link = links.write(FORM).orElseThrow();
        char last = link.charAt(20);
        String changed = link.substring(0, 20) + (last == 'A' ? 'B' : 'A') + link.substring(21);

        for (String wrong : List.of(
                changed, "", "x", "nothing", "%", "=".repeat(40), "A".repeat(16), "A".repeat(40), "A".repeat(5000))) {
            assertThat(links.read(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void aSearchThatIsTooLongHasNoLink() {
        assertThat(links.write(new SearchForm("x".repeat(4000), "", "", "", "", "", "", "", "")))
                .isEmpty();
    }

    private static SearchLinks links(String secret) {
        return new SearchLinks(Configuration.with(Map.of("hikyaku.search.key", secret)));
    }
}
