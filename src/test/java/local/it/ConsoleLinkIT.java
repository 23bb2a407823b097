package local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import local.Browser;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** The desk's links into the console, in a browser. */
class ConsoleLinkIT extends MailJourney {

    @Test
    void aRoutesLinkOpensItsDiagram() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "there is no Chromium here");
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free());
                Browser browser = new Browser(
                        Browser.installed().orElseThrow(), Files.createDirectory(data.resolve("browser")))) {
            browser.see("operator", "en-GB", false, 1280, 900);

            browser.open(URI.create("http://127.0.0.1:" + pipeline.port() + "/console/camel?route=deliver-mail"));

            Waiting.until(
                    "the diagram is open",
                    () -> browser.evaluate("location.pathname").asText().equals("/console/camel/routeDiagram"));
            assertThat(browser.evaluate("document.querySelector('.pf-v5-c-tree-view__node.pf-m-current')?.textContent")
                            .asText())
                    .isEqualTo("deliver-mail");
        }
    }
}
