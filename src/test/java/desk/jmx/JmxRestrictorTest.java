package desk.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import desk.access.AuditLines;
import desk.access.Roles;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Jolokia checks before each call, and what the audit log records of it. */
class JmxRestrictorTest {

    private static final ObjectName ROUTE = bean("org.apache.camel:context=hikyaku,type=routes,name=deliver-mail");
    private static final ObjectName RUNTIME = bean("java.lang:type=Runtime");
    private static final ObjectName HEAP = bean("com.sun.management:type=HotSpotDiagnostic");

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private final JmxRestrictor viewer = door("jun", Roles.VIEWER);
    private final JmxRestrictor operator = door("mika", Roles.OPERATOR);

    @Test
    void aViewerLooksAndAnOperatorActsAndBothAreOnRecord() {
        assertThat(viewer.isOperationAllowed(ROUTE, "stop()")).isFalse();
        assertThat(operator.isOperationAllowed(ROUTE, "stop()")).isTrue();

        assertThat(audit.lines()).containsExactly("jun refused stop " + ROUTE, "mika allowed stop " + ROUTE);
    }

    @Test
    void whatAnOpenConsoleAsksAllTheTimeFillsNoLog() {
        assertThat(viewer.isOperationAllowed(ROUTE, "dumpRouteAsXml()")).isTrue();

        assertThat(audit.lines()).containsExactly("(jun allowed dumpRouteAsXml " + ROUTE + ")");
    }

    @Test
    void theConsoleAsksWhatOpensAndThatIsNoAct() {
        assertThat(viewer.opens(ROUTE, "stop()")).isFalse();
        assertThat(operator.opens(ROUTE, "stop()")).isTrue();
        assertThat(operator.opens(HEAP, "dumpHeap")).isFalse();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void secretsAreNotReadAndATryIsOnRecord() {
        assertThat(viewer.isAttributeReadAllowed(RUNTIME, "Uptime")).isTrue();
        assertThat(operator.isAttributeReadAllowed(RUNTIME, "SystemProperties")).isFalse();

        assertThat(audit.lines()).containsExactly("mika refused read:SystemProperties " + RUNTIME);
    }

    @Test
    void nobodyWritesAnAttribute() {
        assertThat(operator.isAttributeWriteAllowed(ROUTE, "TracingEnabled")).isFalse();

        assertThat(audit.lines()).containsExactly("mika refused write:TracingEnabled " + ROUTE);
    }

    @Test
    void beansThatAreNotShownAreHidden() {
        assertThat(viewer.isObjectNameHidden(HEAP)).isTrue();
        assertThat(viewer.isObjectNameHidden(ROUTE)).isFalse();
    }

    @Test
    void onlyReadingSearchingAndCallingAreOpen() {
        assertThat(Stream.of(RequestType.values()).filter(operator::isTypeAllowed))
                .containsExactlyInAnyOrder(
                        RequestType.VERSION, RequestType.LIST, RequestType.SEARCH, RequestType.READ, RequestType.EXEC);
        assertThat(audit.lines())
                .hasSize(RequestType.values().length - 5)
                .allMatch(line -> line.startsWith("mika refused "));
    }

    @Test
    void whereARequestComesFromIsTheDesksBusinessAndOtherSitesHaveNone() {
        assertThat(viewer.isHttpMethodAllowed(HttpMethod.POST)).isTrue();
        assertThat(viewer.isRemoteAccessAllowed("10.1.2.3")).isTrue();
        assertThat(operator.isOriginAllowed("http://evil.example", true)).isFalse();
        assertThat(operator.isOriginAllowed(null, false)).isFalse();
    }

    private static JmxRestrictor door(String name, String role) {
        return new JmxRestrictor(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(role)
                .build());
    }

    private static ObjectName bean(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
