package rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packages use each other only in the documented directions, and none grows too large for a newcomer. */
class ArchitectureTest {

    private static final Architecture OURS = new Architecture(OurClasses.ALL);
    private static final SourceFiles ALL =
            new SourceFiles(List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("src/bench/java")));

    @Test
    void noClassUsesWhatItMustNotKnow() {
        assertThat(OURS.wrongDirections()).isEmpty();
    }

    @Test
    void noPackagesAreACircle() {
        assertThat(OURS.circle()).isEmpty();
    }

    @Test
    void noPackageHasMoreThanFortyFiles() throws IOException {
        assertThat(ALL.largePackages()).isEmpty();
    }

    @Test
    void noTwoClassesHaveTheSameName() throws IOException {
        assertThat(ALL.namesMetTwice()).isEmpty();
    }
}
