package packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class SmallerJarIT {

    @Test
    void thePackagedLibrariesHaveNoNamesOfVariablesAndOurClassesHaveThem() throws IOException {
        try (ZipFile jar = new ZipFile(Path.of("target/hikyaku.jar").toFile())) {
            List<? extends ZipEntry> entries = Collections.list(jar.entries());
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .noneMatch(name -> SmallerJar.UNUSED.stream().anyMatch(name::startsWith));
            assertThat(variables(jar, "org/apache/camel/impl/DefaultCamelContext.class"))
                    .isEmpty();
            assertThat(variables(jar, "software/amazon/awssdk/services/sqs/DefaultSqsClient.class"))
                    .isEmpty();
            assertThat(variables(jar, "cli/Hikyaku.class")).contains("variable arguments");
        }
    }

    private static List<String> variables(ZipFile jar, String entry) throws IOException {
        return SmallerJarTest.details(jar.getInputStream(jar.getEntry(entry)).readAllBytes()).stream()
                .filter(detail -> detail.startsWith("variable"))
                .toList();
    }
}
