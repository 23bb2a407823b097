package desk.jmx;

import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;

/**
 * Answers what Hawtio requests from its server besides its files. The answers say that a user is logged in, and that
 * there are no plugins to load and no proxy to other machines.
 */
@Path("/console")
@Singleton
@RolesAllowed(Roles.VIEWER)
public class HawtioEndpoint {

    private static final String PAGE = "META-INF/resources/console/index.html";

    private final SecurityIdentity user;

    HawtioEndpoint(SecurityIdentity user) {
        this.user = user;
    }

    @GET
    @Path("user")
    @Produces(MediaType.APPLICATION_JSON)
    public String user() {
        return '"' + user.getPrincipal().getName().replaceAll("[\"\\\\\\p{Cntrl}]", "_") + '"';
    }

    @GET
    @Path("plugin")
    @Produces(MediaType.APPLICATION_JSON)
    public String plugins() {
        return "[]";
    }

    @GET
    @Path("auth/{what:config.*}")
    @Produces(MediaType.APPLICATION_JSON)
    public String otherLogins() {
        return "{}";
    }

    @GET
    @Path("{what:(keycloak|proxy)}/enabled")
    @Produces(MediaType.APPLICATION_JSON)
    public String off() {
        return "false";
    }

    /** A browser forgets a password when the server rejects it. */
    @GET
    @Path("auth/logout")
    public Response logout() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"hikyaku\"")
                .build();
    }

    @GET
    public Response start() {
        return Response.seeOther(URI.create("/console/")).build();
    }

    /** Every path without a dot is a page of the console. */
    @GET
    @Path("{place:[^.]+}")
    @Produces(MediaType.TEXT_HTML)
    public InputStream page(@PathParam("place") String place) {
        return Thread.currentThread().getContextClassLoader().getResourceAsStream(PAGE);
    }
}
