package desk.web;

import desk.OperatorAction;
import desk.Selection;
import desk.access.Roles;
import desk.groups.BulkActions;
import desk.groups.BulkPreview;
import desk.groups.BulkReport;
import desk.groups.BulkRequest;
import desk.groups.DeliveryGroups;
import desk.groups.GroupReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import ledger.DeliveryStatus;

/** Deliveries by the reason of their status, and actions on all of a group. Links name a reason by its id. */
@Path("/desk/groups")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class GroupPages {

    private final GroupReader groups;
    private final BulkActions bulk;
    private final SecurityIdentity user;
    private final Clock clock;

    GroupPages(GroupReader groups, BulkActions bulk, SecurityIdentity user, Clock clock) {
        this.groups = groups;
        this.bulk = bulk;
        this.user = user;
        this.clock = clock;
    }

    /** Identifies a group in links and forms; the form of an action contains it too. */
    public record Place(String set, String status, String reason) {

        DeliveryStatus wanted() {
            return PageParameters.needed(status);
        }

        Selection selection(Instant until) {
            Selection all = Selection.of(PageParameters.set(set), wanted(), Instant.EPOCH, until, Integer.MAX_VALUE);
            return reason.isEmpty() ? all : all.withReason(reason);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance groups(
                Map<String, String> words,
                Place place,
                DeliveryGroups groups,
                List<String> actions,
                boolean operator,
                Instant now);

        static native TemplateInstance bulk(
                Map<String, String> words, Place place, String action, BulkPreview preview, String said, Instant now);

        static native TemplateInstance progress(
                Map<String, String> words, BulkReport report, boolean operator, String said, Instant now);

        static native TemplateInstance bulkActions(Map<String, String> words, List<BulkReport> reports, Instant now);
    }

    @GET
    public TemplateInstance groups(
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @Context HttpHeaders browser) {
        Place place = new Place(set, status, "");
        DeliveryGroups found = groups.read(PageParameters.set(set), place.wanted());
        List<String> actions = OperatorAction.allowedIn(place.wanted()).stream()
                .map(OperatorAction::lowerCaseName)
                .toList();
        return Templates.groups(
                Messages.of(browser), place, found, actions, user.hasRole(Roles.OPERATOR), clock.instant());
    }

    /** The deliveries that an action would change; changes nothing. */
    @GET
    @Path("{action}")
    @RolesAllowed(Roles.OPERATOR)
    public TemplateInstance preview(
            @PathParam("action") String name,
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("reason") @DefaultValue("") String reason,
            @QueryParam("said") @DefaultValue("") String said,
            @Context HttpHeaders browser) {
        OperatorAction action = PageParameters.action(name);
        Place place = new Place(set, status, reason);
        if (!action.isAllowedIn(place.wanted())) {
            throw new NotFoundException();
        }
        BulkPreview preview = bulk.preview(place.selection(clock.instant()));
        return Templates.bulk(
                Messages.of(browser),
                place,
                name,
                preview,
                List.of("busy", "wrong").contains(said) ? said : "",
                clock.instant());
    }

    /**
     * @param until the preview's time, in milliseconds
     * @param expected the preview's count
     */
    @POST
    @Path("{action}")
    @RolesAllowed(Roles.OPERATOR)
    public Response start(
            @PathParam("action") String name,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("expected") @DefaultValue("") String expected,
            @FormParam("rate") @DefaultValue("") String rate,
            @FormParam("why") @DefaultValue("") String why) {
        Selection selection = new Place(set, status, reason).selection(PageParameters.time(until, clock.instant()));
        BulkRequest request = new BulkRequest(
                PageParameters.action(name),
                selection,
                PageParameters.number(expected),
                PageParameters.number(rate),
                user.getPrincipal().getName(),
                why.strip());
        String said = request.isValid() ? "busy" : "wrong";
        String page = bulk.start(request)
                .map(id -> "/desk/groups/progress/" + id)
                .orElse("/desk/groups/" + name + "?set=" + url(set) + "&status=" + url(status) + "&reason="
                        + url(reason) + "&said=" + said);
        return Response.seeOther(URI.create(page)).build();
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @GET
    @Path("progress/{id}")
    public TemplateInstance progress(
            @PathParam("id") String id,
            @QueryParam("said") @DefaultValue("") String said,
            @Context HttpHeaders browser) {
        BulkReport report = bulk.report(id).orElseThrow(NotFoundException::new);
        return Templates.progress(
                Messages.of(browser),
                report,
                user.hasRole(Roles.OPERATOR),
                said.equals("busy") ? said : "",
                clock.instant());
    }

    /** The newest actions of all processes. */
    @GET
    @Path("progress")
    public TemplateInstance bulkActions(@Context HttpHeaders browser) {
        return Templates.bulkActions(Messages.of(browser), bulk.newest(), clock.instant());
    }

    @POST
    @Path("progress/{id}/stop")
    @RolesAllowed(Roles.OPERATOR)
    public Response stop(@PathParam("id") String id) {
        if (!bulk.stop(id, user.getPrincipal().getName())) {
            throw new NotFoundException();
        }
        return Response.seeOther(URI.create("/desk/groups/progress/" + id)).build();
    }

    /** Continues the action in this process. */
    @POST
    @Path("progress/{id}/resume")
    @RolesAllowed(Roles.OPERATOR)
    public Response resume(@PathParam("id") String id) {
        if (bulk.report(id).isEmpty()) {
            throw new NotFoundException();
        }
        boolean resumed = bulk.resume(id, user.getPrincipal().getName());
        return Response.seeOther(URI.create("/desk/groups/progress/" + id + (resumed ? "" : "?said=busy")))
                .build();
    }
}
