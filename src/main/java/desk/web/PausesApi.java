package desk.web;

import desk.InvalidRequest;
import desk.OperatorPauses;
import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import policy.PausedSets.Pause;

/** The pauses that hold for all pipelines, for programs. The set "*" means all sets. */
@Path("/api/pauses")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@AnswersInTime
public class PausesApi {

    private final OperatorPauses pauses;
    private final SecurityIdentity user;

    PausesApi(OperatorPauses pauses, SecurityIdentity user) {
        this.pauses = pauses;
        this.user = user;
    }

    public record PauseRequest(String why) {}

    @GET
    @Operation(summary = "What is paused for all pipelines: set, since when, by whom, why")
    public List<Pause> pauses() {
        return pauses.all();
    }

    @PUT
    @Path("{set}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Pauses a set for all pipelines; \"*\" pauses all sets")
    @APIResponse(
            responseCode = "200",
            description = "Paused; if it was paused before, the first operator and reason stay")
    @APIResponse(responseCode = "400", description = "No reason, or an unknown set; error says which")
    public List<Pause> pause(@PathParam("set") String set, PauseRequest request) {
        if (request == null) {
            throw new BadRequestException();
        }
        try {
            pauses.pause(
                    set,
                    user.getPrincipal().getName(),
                    Objects.requireNonNullElse(request.why(), "").strip());
            return pauses.all();
        } catch (InvalidRequest e) {
            throw new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of("error", e.getMessage()))
                    .build());
        }
    }

    @DELETE
    @Path("{set}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends the pause of a set, or of all sets; waiting deliveries continue within ten minutes")
    public List<Pause> resume(@PathParam("set") String set) {
        pauses.resume(set, user.getPrincipal().getName());
        return pauses.all();
    }
}
