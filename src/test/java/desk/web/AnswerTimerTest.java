package desk.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every page and every call of the API answers within five seconds. */
class AnswerTimerTest {

    @Test
    void everyPageAndCallHasADeadline() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(AnswersInTime.class)
                .check(new ClassFileImporter().importPath("target/classes/desk/web"));
        assertThat(AnswerTimer.LIMIT).isLessThan(Duration.ofSeconds(5));
    }
}
