package desk.web;

import desk.InvalidRequest;
import desk.OperatorPauses;
import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;

/**
 * The board's buttons that pause and resume sets for all pipelines. Each leads back to the board, which shows the
 * result.
 */
@Path("/desk/pauses")
@Singleton
@RolesAllowed(Roles.OPERATOR)
@AnswersInTime
public class PausePages {

    private final OperatorPauses pauses;
    private final SecurityIdentity user;

    PausePages(OperatorPauses pauses, SecurityIdentity user) {
        this.pauses = pauses;
        this.user = user;
    }

    /** @param set a set of the settings, or "*" for all */
    @POST
    @Path("pause")
    public Response pause(
            @FormParam("set") @DefaultValue("") String set, @FormParam("why") @DefaultValue("") String why) {
        try {
            return board(pauses.pause(set, user.getPrincipal().getName(), why.strip()) ? "paused" : "paused-before");
        } catch (InvalidRequest e) {
            return board("not-paused");
        }
    }

    /** @param since the start of the pause that the page showed, in milliseconds */
    @POST
    @Path("resume")
    public Response resume(
            @FormParam("set") @DefaultValue("") String set, @FormParam("since") @DefaultValue("") String since) {
        Instant seen = PageParameters.time(since, Instant.EPOCH);
        return board(pauses.resume(set, seen, user.getPrincipal().getName()) ? "resumed" : "resumed-before");
    }

    private static Response board(String said) {
        return Response.seeOther(URI.create("/desk?said=" + said)).build();
    }
}
