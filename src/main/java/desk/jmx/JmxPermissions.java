package desk.jmx;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;

/**
 * What of JMX the console shows, and whose word which operation needs. What is not named here is refused: a new version
 * of Camel or Java opens nothing. No operation that shows a message or sends one is named.
 */
final class JmxPermissions {

    private static final String CAMEL = "org.apache.camel";
    private static final String JAVA = "java.lang";
    private static final String OURS = "hikyaku";

    private static final Set<String> CAMEL_TYPES = Set.of(
            "context",
            "routes",
            "processors",
            "steps",
            "components",
            "endpoints",
            "consumers",
            "producers",
            "services",
            "threadpools");

    private static final Set<String> JAVA_TYPES =
            Set.of("Memory", "MemoryPool", "GarbageCollector", "Threading", "ClassLoading", "OperatingSystem");

    /** Not shown in the tree, but what is no secret of it can be read: arguments and properties may hold passwords. */
    private static final Set<String> RUNTIME =
            Set.of("StartTime", "Uptime", "VmName", "VmVendor", "VmVersion", "SpecVersion");

    private static final Map<String, Set<String>> LOOKING = Map.of(
            "context", Set.of("dumpRoutesAsXml", "dumpRoutesStatsAsXml", "dumpStepStatsAsXml", "dumpStatsAsXml"),
            "routes", Set.of("dumpRouteAsXml", "dumpRouteStatsAsXml", "dumpStepStatsAsXml", "processorIds"),
            "processors", Set.of("dumpProcessorAsXml"));

    private static final Map<String, Set<String>> ACTING = Map.of(
            "context", Set.of("reset"),
            "routes", Set.of("start", "stop", "suspend", "resume", "restart", "reset"));

    private static final String LOOKING_AT_OURS = "(find|show|count|list|timeline).*";

    private JmxPermissions() {}

    static boolean shows(ObjectName bean) {
        return switch (bean.getDomain()) {
            case CAMEL -> CAMEL_TYPES.contains(type(bean));
            case JAVA -> JAVA_TYPES.contains(type(bean));
            case OURS -> true;
            default -> false;
        };
    }

    static boolean readable(ObjectName bean, String attribute) {
        return shows(bean)
                || bean.getDomain().equals(JAVA) && type(bean).equals("Runtime") && RUNTIME.contains(attribute);
    }

    /** A pattern for a bean would call whatever it fits, so it may call nothing. */
    static boolean callable(ObjectName bean, String operation, boolean operator) {
        if (bean.isPattern() || !shows(bean)) {
            return false;
        }
        return bean.getDomain().equals(OURS)
                ? operator || looks(operation)
                : routine(bean, operation) || operator && named(ACTING, bean, operation);
    }

    /** Whether an operation of ours changes nothing: its name says so. */
    static boolean looks(String operation) {
        return name(operation).matches(LOOKING_AT_OURS);
    }

    /** What the console itself asks every few seconds, to draw the routes with their counters. */
    static boolean routine(ObjectName bean, String operation) {
        return named(LOOKING, bean, operation);
    }

    private static boolean named(Map<String, Set<String>> operations, ObjectName bean, String operation) {
        return bean.getDomain().equals(CAMEL)
                && operations.getOrDefault(type(bean), Set.of()).contains(name(operation));
    }

    /** Without the types that tell overloaded ones apart. */
    static String name(String operation) {
        return operation.replaceFirst("(?s)\\(.*", "");
    }

    private static String type(ObjectName bean) {
        String type = bean.getKeyProperty("type");
        return type == null ? "" : type;
    }
}
