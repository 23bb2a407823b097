package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import routes.runtime.ReflectedExceptions;

/** Camel loads an error policy's exceptions by their names. A native image that lacks one of them does not start. */
@QuarkusTest
class ReflectedExceptionsTest extends RouteTest {

    @Test
    void theNativeImageKeepsEachExceptionThatAnErrorPolicyNames() {
        List<String> kept = Stream.of(ReflectedExceptions.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets())
                .map(Class::getName)
                .toList();

        assertThat(named()).isNotEmpty().isSubsetOf(kept);
        assertThat(kept).isSubsetOf(named());
    }

    private TreeSet<String> named() {
        TreeSet<String> names = new TreeSet<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            for (OnExceptionDefinition policy :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), OnExceptionDefinition.class)) {
                names.addAll(policy.getExceptions());
            }
        }
        names.remove(Exception.class.getName()); // Quarkus keeps it
        return names;
    }
}
