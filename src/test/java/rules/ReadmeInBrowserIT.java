package rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import local.Browser;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first screen of the README shows what Hikyaku is, its picture, and the two commands. */
class ReadmeInBrowserIT {

    /** The width and the font of GitHub's pages; its own header is not included. */
    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <base href="%s"><style>
            body { font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif; max-width: 1012px; margin: 0 auto; padding: 16px;
                   overflow-wrap: break-word }
            img { max-width: 100%% } p { margin: 0 0 16px } h1 { margin: 0 0 16px }
            pre { background: #f6f8fa; padding: 16px; overflow: auto; font-size: 13.6px }
            </style>%s
            """;

    private static final int READABLE_PIXELS = 12;
    private static final Pattern FONT_SIZE = Pattern.compile("font(?:-size)?[:=]\\s*\"?([0-9.]+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"README.md,1280,800", "README.ja.md,1280,800", "README.md,390,844", "README.ja.md,390,844"})
    void theFirstScreenHasThePictureWithReadableTextAndTheCommands(Path readme, int width, int height)
            throws Exception {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        String body =
                HtmlRenderer.builder().build().render(Parser.builder().build().parse(Files.readString(readme)));
        Path page = folder.resolve("readme.html");
        Files.writeString(page, PAGE.formatted(Path.of("").toUri(), body));

        try (Browser browser =
                new Browser(Browser.installed().orElseThrow(), Files.createTempDirectory("readme-browser-"))) {
            browser.see("nobody", "en-GB", false, width, height);
            browser.open(page.toUri());
            Files.write(
                    Files.createDirectories(Path.of("target/readme")).resolve(readme + "-" + width + ".png"),
                    browser.picture("png"));

            assertThat(browser.evaluate("document.images[0].naturalWidth").asInt())
                    .isPositive();
            assertThat(bottom(browser, "img")).isLessThanOrEqualTo(height);
            assertThat(bottom(browser, "pre")).isLessThanOrEqualTo(height);
            assertThat(browser.evaluate("document.querySelector('pre').textContent")
                            .asText())
                    .contains("./mvnw -Plocal", "./mvnw verify");
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(width);
            double scale = browser.evaluate("document.images[0].width / document.images[0].naturalWidth")
                    .asDouble();
            assertThat(fontSizes())
                    .isNotEmpty()
                    .allSatisfy(size -> assertThat(size * scale).isGreaterThanOrEqualTo(READABLE_PIXELS));
        }
    }

    private static double bottom(Browser browser, String element) throws InterruptedException {
        return browser.evaluate("document.querySelector('" + element + "').getBoundingClientRect().bottom")
                .asDouble();
    }

    /** In the picture's own pixels. */
    private static List<Double> fontSizes() throws Exception {
        return FONT_SIZE
                .matcher(Files.readString(Path.of("docs/picture.svg")))
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .toList();
    }
}
