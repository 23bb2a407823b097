package rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Classes that break each rule, compiled in their own folder: the rules find them, and say in one sentence what is
 * wrong.
 */
class PlantedViolationsTest {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all compilations, so that the class path's hundreds of jars are opened once. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    @TempDir
    Path sources;

    @TempDir
    Path classes;

    @AfterAll
    static void closeJars() throws IOException {
        FILES.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    desk.Planted        | cli.Used                         | the desk serves pages, JMX and the command line
                    desk.web.Planted    | cli.Used                         | the desk serves pages, JMX and the command line
                    replay.Planted      | cli.Used                         | the command line starts replays
                    shadow.Planted      | cli.Used                         | the command line starts replays
                    desk.Planted        | desk.web.Used                    | pages and consoles show the desk
                    desk.Planted        | desk.jmx.Used                    | pages and consoles show the desk
                    desk.groups.Planted | desk.web.Used                    | pages and consoles show the desk
                    desk.web.Planted    | desk.jmx.Used                    | a page needs nothing of the console
                    desk.jmx.Planted    | desk.web.Used                    | the console needs nothing of the pages
                    desk.access.Planted | desk.Used                        | access rules hold for every interface
                    desk.access.Planted | desk.jmx.Used                    | access rules hold for every interface
                    desk.Planted        | picocli.CommandLine              | only the package cli reads command lines
                    replay.Planted      | picocli.CommandLine              | only the package cli reads command lines
                    desk.Planted        | javax.management.ObjectName      | have no user interface
                    desk.Planted        | jakarta.ws.rs.core.Response      | have no user interface
                    ledger.Planted      | org.apache.camel.Exchange        | only routes use Camel
                    desk.jmx.Planted    | org.apache.camel.CamelContext    | only routes use Camel
                    routes.Planted      | org.apache.camel.PropertyInject  | CDI injects everything
                    watch.Planted       | routes.steps.Used                | routes use the other packages
                    mail.mime.Planted   | ledger.Used                      | package mail uses no other package of ours
                    """)
    void eachDirectionIsSeen(String user, String used, String because) throws IOException {
        if (used.endsWith(".Used")) {
            plant(used, "");
        }
        plant(user, used + " used;");

        assertThat(compiled().wrongDirections())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(user + " uses " + used + ": ")
                .contains(because);
    }

    @ParameterizedTest
    @CsvSource({
        "routes.steps.Planted,ledger.Used",
        "cli.Planted,desk.Used",
        "desk.web.Planted,desk.Used",
        "mail.Planted,mail.mime.Used"
    })
    void whatIsAllowedIsNoViolation(String user, String used) throws IOException {
        plant(used, "");
        plant(user, used + " used;");

        assertThat(compiled().wrongDirections()).isEmpty();
        assertThat(compiled().circle()).isEmpty();
    }

    @Test
    void aCircleOfThreePackagesIsSeenWithTheClassesThatCloseIt() throws IOException {
        plant("archive.First", "ledger.Second second;");
        plant("ledger.Second", "tasks.Third[] thirds;");
        plant("tasks.Third", "archive.First first;");

        assertThat(compiled().circle())
                .contains(
                        "the packages archive → ledger → tasks → archive form a cycle: archive.First uses ledger.Second,"
                                + " ledger.Second uses tasks.Third, tasks.Third uses archive.First");
    }

    @Test
    void aPackageWithFortyOneFilesIsSeen() throws IOException {
        for (int i = 1; i <= SourceFiles.MOST; i++) {
            plant("desk.Planted" + i, "");
        }
        assertThat(new SourceFiles(List.of(sources)).largePackages()).isEmpty();
        plant("desk.OneMore", "");

        assertThat(new SourceFiles(List.of(sources)).largePackages())
                .containsExactly(sources.resolve("desk")
                        + " has 41 files, and a package has 40 at most: give a part of it a package of its own");
    }

    @Test
    void aNameThatTwoClassesHaveIsSeen() throws IOException {
        plant("desk.Limits", "");
        plant("mail.Limits", "");
        plant("mail.Other", "");

        assertThat(new SourceFiles(List.of(sources)).namesMetTwice())
                .containsExactly(sources.resolve("desk/Limits.java") + " and " + sources.resolve("mail/Limits.java")
                        + " have the same name: give each class a name of its own");
    }

    private void plant(String name, String field) throws IOException {
        int dot = name.lastIndexOf('.');
        Path file = sources.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "package %s; public class %s { %s }".formatted(name.substring(0, dot), name.substring(dot + 1), field));
    }

    private Architecture compiled() throws IOException {
        try (Stream<Path> all = Files.walk(sources)) {
            List<Path> planted = all.filter(Files::isRegularFile).toList();
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            assertThat(COMPILER.getTask(null, FILES, null, options, null, FILES.getJavaFileObjectsFromPaths(planted))
                            .call())
                    .isTrue();
        }
        return new Architecture(new ClassFileImporter().importPath(classes));
    }
}
