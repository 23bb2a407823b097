package rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import archive.Inboxes;
import archive.ObjectAddress;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.steps.Storage;
import settings.CourierSettings;

/**
 * Keys, buckets, rows, addresses, headers and messages come from outside. No code of ours passes them to anything that
 * evaluates text. These are Camel's languages, its headers that select an object or queue, and the configuration.
 */
class ForeignTextTest {

    /** Steps of Camel's Java DSL that evaluate text, or that read an endpoint or a language from it. */
    private static final Set<String> EVALUATING = Set.of(
            "simple",
            "toD",
            "wireTap",
            "pollEnrich",
            "recipientList",
            "routingSlip",
            "dynamicRouter",
            "language",
            "expression",
            "resolveLanguage",
            "resolvePropertyPlaceholders",
            "xpath",
            "jsonpath",
            "groovy",
            "ognl",
            "mvel",
            "spel",
            "jq",
            "ref",
            "method",
            "script",
            "interceptSendToEndpoint");

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void noRouteEvaluatesTextButTheOneThatTakesAQueueOfTheSettings() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("routes.HandOverMail")
                .should()
                .callMethodWhere(call("evaluates text", JavaMethodCall.class, ForeignTextTest::evaluates))
                .check(OurClasses.ALL);
    }

    private static boolean evaluates(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().startsWith("org.apache.camel")
                && EVALUATING.contains(call.getName());
    }

    @Test
    void anAddressOfAnObjectIsMadeWhereItIsCheckedOnly() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Inboxes.class, ObjectAddress.class, Storage.class)
                .should()
                .callConstructorWhere(call(
                        "makes an address of an object",
                        JavaConstructorCall.class,
                        call -> call.getTargetOwner().isEquivalentTo(ObjectAddress.class)))
                .check(OurClasses.ALL);
    }

    private static <C extends JavaCall<?>> DescribedPredicate<C> call(
            String what, Class<C> kind, Predicate<C> predicate) {
        return describe(what, predicate);
    }

    /** Constants leave no trace in a class file, so the test reads the sources. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS2S3Constants|routes/steps/Storage.java",
                "CamelAwsS3|routes/steps/Storage.java",
                "HIKYAKU_COURIER_[MRA][A-Z]+\"|tasks/TaskVariables.java"
            })
    void whatNamesAnObjectOrADeliveryToALibraryStandsInOneFile(String text, String file) throws IOException {
        assertThat(filesWith(text)).containsExactly(file);
    }

    /** If messages had attributes, any sender could set headers that Camel obeys. */
    @Test
    void noBoxAsksForAttributesOfMessagesAndOneEvaluatesASetting() throws IOException {
        Properties all = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            all.load(file);
        }
        Map<String, String> boxes = all.stringPropertyNames().stream()
                .filter(name -> name.contains("box.") || name.startsWith("hikyaku.queue."))
                .collect(Collectors.toMap(name -> name, all::getProperty));

        assertThat(boxes)
                .isNotEmpty()
                .allSatisfy((name, box) -> assertThat(box)
                        .doesNotContainIgnoringCase("messageAttributeNames")
                        .doesNotContain("${"));
        assertThat(boxes.values())
                .filteredOn(box -> box.contains("$simple{"))
                .containsExactly(boxes.get("box.work.enqueue"));
        assertThat(boxes.get("box.work.enqueue")).contains("$simple{variable.workQueue}");
    }

    /** The configuration contains no text from outside. */
    @Test
    void aCouriersSettingsAreItsOperatorsOnly() {
        assertThat(Stream.of(CourierSettings.class.getDeclaredMethods()).map(Method::getName))
                .containsExactlyInAnyOrder(
                        "queue",
                        "deadLetters",
                        "idle",
                        "keepOutcome",
                        "redeliveries",
                        "redeliveryDelay",
                        "outcomesEvery");
    }

    private static List<String> filesWith(String text) throws IOException {
        Pattern pattern = Pattern.compile(text);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> SOURCES.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
