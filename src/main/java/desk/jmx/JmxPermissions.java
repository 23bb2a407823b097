package desk.jmx;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;

/**
 * The parts of JMX that the console shows, and the role that each operation needs. Everything that is not listed is
 * refused, so a new version of Camel or Java gives no further access. The list has no operation that shows or sends a
 * message.
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

    /**
     * These beans are hidden in the tree, and only harmless attributes can be read: arguments and properties may
     * contain passwords.
     */
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

    /** A pattern for bean names would call every matching bean, so calls with patterns are refused. */
    static boolean callable(ObjectName bean, String operation, boolean operator) {
        if (bean.isPattern() || !shows(bean)) {
            return false;
        }
        return bean.getDomain().equals(OURS)
                ? operator || looks(operation)
                : routine(bean, operation) || operator && named(ACTING, bean, operation);
    }

    /** Whether an operation of ours only reads, judged by its name. */
    static boolean looks(String operation) {
        return name(operation).matches(LOOKING_AT_OURS);
    }

    /** Requests that the console itself sends every few seconds to draw the routes with their counters. */
    static boolean routine(ObjectName bean, String operation) {
        return named(LOOKING, bean, operation);
    }

    private static boolean named(Map<String, Set<String>> operations, ObjectName bean, String operation) {
        return bean.getDomain().equals(CAMEL)
                && operations.getOrDefault(type(bean), Set.of()).contains(name(operation));
    }

    /** An operation's name without the parameter types of overloaded operations. */
    static String name(String operation) {
        return operation.replaceFirst("(?s)\\(.*", "");
    }

    private static String type(ObjectName bean) {
        String type = bean.getKeyProperty("type");
        return type == null ? "" : type;
    }
}
