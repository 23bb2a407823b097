package desk.jmx;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers for the native image the classes that Jolokia creates by name from its lists under META-INF/jolokia. */
@RegisterForReflection(
        classNames = {
            "org.jolokia.service.serializer.JolokiaSerializer",
            "org.jolokia.service.serializer.json.simplifier.ClassSimplifier",
            "org.jolokia.service.serializer.json.simplifier.DomElementSimplifier",
            "org.jolokia.service.serializer.json.simplifier.InetAddressSimplifier",
            "org.jolokia.service.serializer.json.simplifier.FileSimplifier",
            "org.jolokia.service.serializer.json.simplifier.ModuleSimplifier",
            "org.jolokia.service.serializer.json.simplifier.ObjectNameSimplifier",
            "org.jolokia.service.serializer.json.simplifier.PackageSimplifier",
            "org.jolokia.service.serializer.json.simplifier.UrlSimplifier",
            "org.jolokia.service.jmx.handler.ExecHandler",
            "org.jolokia.service.jmx.handler.ListHandler",
            "org.jolokia.service.jmx.handler.NotificationHandler",
            "org.jolokia.service.jmx.handler.ReadHandler",
            "org.jolokia.service.jmx.handler.SearchHandler",
            "org.jolokia.service.jmx.handler.WriteHandler",
            "org.jolokia.service.jmx.LocalRequestHandler",
            "org.jolokia.service.jmx.handler.list.JDKManagementCacheKeyProvider"
        })
final class JolokiaReflection {

    private JolokiaReflection() {}
}
