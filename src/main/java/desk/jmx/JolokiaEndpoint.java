package desk.jmx;

import desk.access.Roles;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.JulLogHandler;
import org.jolokia.service.serializer.JolokiaSerializer;

/**
 * Serves JMX over HTTP with Jolokia's protocol, without Jolokia's own server. It contains only the services that it
 * needs: no proxy to other machines, no discovery, no notifications. GET returns only the version, because an image on
 * another site's page can cause a GET.
 */
@Path("/console/jolokia")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class JolokiaEndpoint {

    private final JolokiaServiceManager services;
    private final HttpRequestHandler jolokia;

    JolokiaEndpoint(JmxRestrictor door) {
        Map<String, String> settings = Map.of(
                ConfigKey.AGENT_ID.getKeyValue(), "hikyaku",
                ConfigKey.DISABLE_DETECTORS.getKeyValue(), "true",
                ConfigKey.ALLOW_ERROR_DETAILS.getKeyValue(), "false",
                ConfigKey.INCLUDE_REQUEST.getKeyValue(), "true");
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(settings), new JulLogHandler("org.jolokia"), door);
        services.addService(new MBeanRequestHandler(door));
        services.addService(new JolokiaSerializer());
        services.addService(new OperationPermissions(door));
        jolokia = new HttpRequestHandler(services.start());
    }

    @PreDestroy
    void stop() {
        services.stop();
    }

    @GET
    public String version() throws EmptyResponseException {
        return jolokia.handleGetRequest("", "version", Map.of()).toJSONString();
    }

    @POST
    public String ask(InputStream request, @Context UriInfo uri) throws IOException, EmptyResponseException {
        Map<String, String[]> parameters = uri.getQueryParameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, values -> values.getValue().toArray(String[]::new)));
        try {
            return jolokia.handlePostRequest("", request, StandardCharsets.UTF_8.name(), parameters)
                    .toJSONString();
        } catch (RuntimeException e) {
            return jolokia.handleThrowable(e).toJSONString(); // an unreadable request: its answer says so
        }
    }
}
