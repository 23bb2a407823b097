package desk.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmxPermissionsTest {

    private static final String CAMEL = "org.apache.camel:context=hikyaku,type=";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context,name=hikyaku | dumpRoutesAsXml()",
                "context,name=hikyaku | dumpRoutesStatsAsXml(boolean,boolean)",
                "routes,name=deliver-mail | dumpRouteAsXml",
            })
    void everybodyMayLookAtTheRoutes(String bean, String operation) throws Exception {
        assertThat(JmxPermissions.callable(camel(bean), operation, false)).isTrue();
        assertThat(JmxPermissions.callable(camel(bean), operation, true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "start()",
        "stop()",
        "'stop(java.lang.Long,java.lang.Boolean)'",
        "suspend()",
        "resume()",
        "restart()",
        "reset()"
    })
    void onlyOperatorsStartAndStopRoutes(String operation) throws Exception {
        assertThat(JmxPermissions.callable(camel("routes,name=deliver-mail"), operation, false))
                .isFalse();
        assertThat(JmxPermissions.callable(camel("routes,name=deliver-mail"), operation, true))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.camel:context=hikyaku,type=context,name=hikyaku | sendBody(java.lang.String,java.lang.Object)",
                "org.apache.camel:context=hikyaku,type=context,name=hikyaku | requestBody",
                "org.apache.camel:context=hikyaku,type=context,name=hikyaku | createEndpoint",
                "org.apache.camel:context=hikyaku,type=context,name=hikyaku | setGlobalOption",
                "org.apache.camel:context=hikyaku,type=context,name=hikyaku | stop()",
                "org.apache.camel:context=hikyaku,type=routes,name=deliver-mail | updateRouteFromXml",
                "org.apache.camel:context=hikyaku,type=routes,name=deliver-mail | remove()",
                "org.apache.camel:context=hikyaku,type=routes,name=deliver-mail | setTracing",
                "org.apache.camel:context=hikyaku,type=processors,name=claim | clear()",
                "org.apache.camel:context=hikyaku,type=processors,name=claim | stop()",
                "org.apache.camel:context=hikyaku,type=endpoints,name=mail | browseAllMessagesAsXml",
                "org.apache.camel:context=hikyaku,type=services,name=inflight | browse()",
                "org.apache.camel:context=hikyaku,type=tracer,name=BacklogTracer | dumpAllTracedMessagesAsXml",
                "org.apache.camel:context=hikyaku,type=routes,* | stop()",
                "*:* | dumpRoutesAsXml()",
                "java.lang:type=Memory | gc()",
                "java.lang:type=Threading | dumpAllThreads",
                "com.sun.management:type=HotSpotDiagnostic | dumpHeap",
                "com.sun.management:type=DiagnosticCommand | vmSystemProperties",
                "java.util.logging:type=Logging | setLoggerLevel",
                "jolokia:type=ServerHandler | mBeanServersInfo",
                "JMImplementation:type=MBeanServerDelegate | anything",
            })
    void nobodyMayCallWhatIsNotNamed(String bean, String operation) throws Exception {
        assertThat(JmxPermissions.callable(new ObjectName(bean), operation, true))
                .isFalse();
        assertThat(JmxPermissions.callable(new ObjectName(bean), operation, false))
                .isFalse();
    }

    @Test
    void aNameCannotBeginLikeAHarmlessOneAndEndLikeAnother() throws Exception {
        assertThat(JmxPermissions.callable(camel("context,name=hikyaku"), "dumpRoutesAsXml stop()", true))
                .isFalse();
        assertThat(JmxPermissions.callable(new ObjectName("hikyaku:type=Deliveries"), "find\nrelease", false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "find,true",
        "showTimeline,true",
        "countOpen,true",
        "listHeld,true",
        "timelineOf,true",
        "release,false",
        "unfind,false"
    })
    void ourOwnBeansShowToEverybodyAndObeyOperators(String operation, boolean harmless) throws Exception {
        ObjectName ours = new ObjectName("hikyaku:type=Deliveries");

        assertThat(JmxPermissions.callable(ours, operation + "(java.lang.String)", false))
                .isEqualTo(harmless);
        assertThat(JmxPermissions.callable(ours, operation + "(java.lang.String)", true))
                .isTrue();
        assertThat(JmxPermissions.callable(new ObjectName("hikyaku:*"), operation, true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.camel:context=hikyaku,type=routes,name=deliver-mail | ExchangesTotal | true",
                "org.apache.camel:context=hikyaku,type=tracer,name=BacklogTracer | BodyMaxChars | false",
                "hikyaku:type=Deliveries | Open | true",
                "java.lang:type=Memory | HeapMemoryUsage | true",
                "java.lang:type=Runtime | Uptime | true",
                "java.lang:type=Runtime | SystemProperties | false",
                "java.lang:type=Runtime | InputArguments | false",
                "java.lang:type=Runtime | ClassPath | false",
                "com.sun.management:type=HotSpotDiagnostic | DiagnosticOptions | false",
                "java.util.logging:type=Logging | LoggerNames | false",
                "jdk.management.jfr:type=FlightRecorder | Recordings | false",
            })
    void countersCanBeReadAndSecretsCannot(String bean, String attribute, boolean readable) throws Exception {
        assertThat(JmxPermissions.readable(new ObjectName(bean), attribute)).isEqualTo(readable);
    }

    private static ObjectName camel(String rest) throws MalformedObjectNameException {
        return new ObjectName(CAMEL + rest);
    }
}
