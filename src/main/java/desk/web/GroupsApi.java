package desk.web;

import desk.OperatorAction;
import desk.access.Roles;
import desk.groups.BulkActions;
import desk.groups.BulkPreview;
import desk.groups.BulkReport;
import desk.groups.BulkRequest;
import desk.groups.DeliveryGroups;
import desk.groups.GroupReader;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Groups of deliveries, and actions on a whole group, for programs. */
@Path("/api/groups")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@AnswersInTime
public class GroupsApi {

    private static final int USUAL_RATE = 50;

    private final GroupReader groups;
    private final BulkActions bulk;
    private final SecurityIdentity user;
    private final Clock clock;

    GroupsApi(GroupReader groups, BulkActions bulk, SecurityIdentity user, Clock clock) {
        this.groups = groups;
        this.bulk = bulk;
        this.user = user;
        this.clock = clock;
    }

    /**
     * @param reason id of a group; absent for all reasons
     * @param until only deliveries that got their status before this time; absent: now
     * @param rate deliveries a second; absent: 50
     */
    public record GroupRequest(String set, String status, String reason, Instant until, Integer rate, String why) {

        private GroupPages.Place place() {
            return new GroupPages.Place(
                    Objects.requireNonNullElse(set, ""),
                    Objects.requireNonNullElse(status, ""),
                    Objects.requireNonNullElse(reason, ""));
        }
    }

    @GET
    @Operation(
            summary =
                    "The deliveries of a set and status by reason, with counts and times; set \"-\" means mail of no set")
    public DeliveryGroups groups(
            @QueryParam("set") @DefaultValue("") String set, @QueryParam("status") @DefaultValue("") String status) {
        return groups.read(PageParameters.set(set), PageParameters.needed(status));
    }

    @POST
    @Path("{action}/preview")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "The deliveries that an action would change: a count, and the newest; changes nothing")
    public BulkPreview preview(@PathParam("action") String name, GroupRequest request) {
        return bulk.preview(place(PageParameters.action(name), request).selection(until(request)));
    }

    @POST
    @Path("{action}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Starts an action on a whole group, in the background of the process that answers")
    @APIResponse(responseCode = "202", description = "Started; the answer has the id")
    @APIResponse(
            responseCode = "400",
            description = "No reason, a rate that is not 1 to 1000, or the action is not allowed in this status")
    @APIResponse(responseCode = "409", description = "Another action is running in this process")
    public Response start(@PathParam("action") String name, GroupRequest request) {
        OperatorAction action = PageParameters.action(name);
        BulkRequest all = new BulkRequest(
                action,
                place(action, request).selection(until(request)),
                0,
                Objects.requireNonNullElse(request.rate(), USUAL_RATE),
                user.getPrincipal().getName(),
                Objects.requireNonNullElse(request.why(), "").strip());
        return bulk.start(all)
                .flatMap(bulk::report)
                .map(report -> Response.accepted(report).build())
                .orElseGet(() -> Response.status(all.isValid() ? Response.Status.CONFLICT : Response.Status.BAD_REQUEST)
                        .build());
    }

    private static GroupPages.Place place(OperatorAction action, GroupRequest request) {
        if (request == null || !action.isAllowedIn(request.place().wanted())) {
            throw new BadRequestException();
        }
        return request.place();
    }

    private Instant until(GroupRequest request) {
        return Objects.requireNonNullElse(request.until(), clock.instant());
    }

    @GET
    @Path("progress/{id}")
    @Operation(summary = "The progress of an action on a group, whichever process runs it")
    @APIResponse(responseCode = "404", description = "The ledger does not have this action, or no longer has it")
    public BulkReport progress(@PathParam("id") String id) {
        return bulk.report(id).orElseThrow(NotFoundException::new);
    }

    @DELETE
    @Path("progress/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Stops the action between two deliveries; finished deliveries stay done")
    public BulkReport stop(@PathParam("id") String id) {
        bulk.stop(id, user.getPrincipal().getName());
        return progress(id);
    }

    @GET
    @Path("progress")
    @Operation(summary = "The newest actions on groups of all processes, newest first")
    public List<BulkReport> newest() {
        return bulk.newest();
    }

    @POST
    @Path("progress/{id}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary =
                    "Continues an action that was stopped, has failed or was interrupted, in the process that answers")
    @APIResponse(
            responseCode = "409",
            description = "The action is running or has ended, or another one is running in this process")
    public BulkReport resume(@PathParam("id") String id) {
        progress(id);
        if (!bulk.resume(id, user.getPrincipal().getName())) {
            throw new WebApplicationException(Response.Status.CONFLICT);
        }
        return progress(id);
    }
}
