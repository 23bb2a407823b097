package local;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the test classes of its arguments, {@code NAME} or {@code NAME#METHOD}, for {@code src/test/sh/one-test}. Exits
 * with 0 if there is at least one test and all pass.
 */
public final class TestRunner {

    private TestRunner() {}

    public static void main(String... names) {
        Set<String> methods = Stream.of(names)
                .filter(name -> name.contains("#"))
                .map(name -> name.replace('#', '.'))
                .collect(Collectors.toSet());
        PostDiscoveryFilter asked = test -> FilterResult.includedIf(isAsked(test, methods));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(names)
                        .map(name -> DiscoverySelectors.selectClass(name.replaceAll("#.*", "")))
                        .toList())
                .filters(asked)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request, listener);
        }
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 20);
        System.out.printf(
                "%d tests passed, %d failed, %d were skipped%n",
                summary.getTestsSucceededCount(), summary.getTotalFailureCount(), summary.getTestsSkippedCount());
        System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0 ? 0 : 1);
    }

    /** Without a method's name, the whole class runs. */
    private static boolean isAsked(TestDescriptor test, Set<String> methods) {
        if (!(test.getSource().orElse(null) instanceof MethodSource method)) {
            return true;
        }
        List<String> ofClass = methods.stream()
                .filter(name -> name.startsWith(method.getClassName() + "."))
                .toList();
        return ofClass.isEmpty() || ofClass.contains(method.getClassName() + "." + method.getMethodName());
    }
}
