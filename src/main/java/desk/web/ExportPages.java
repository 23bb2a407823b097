package desk.web;

import desk.ActionReader;
import desk.ActionsPage;
import desk.DeliveryDetails;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.Finder;
import desk.SearchPage;
import desk.SearchQuery;
import desk.access.AuditLog;
import desk.access.Roles;
import desk.groups.GroupReader;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import settings.RequestDeadline;

/** Lists as files. An incomplete list has a name that says so. The audit log records who exports one. */
@Path("/desk/export")
@Singleton
@RolesAllowed(Roles.VIEWER)
@AnswersInTime
public class ExportPages {

    static final int MOST = 2000;
    private static final int AT_ONCE = 100;
    private final Finder finder;
    private final GroupReader groups;
    private final DeliveryReader reader;
    private final ActionReader actions;
    private final SearchLinks links;
    private final SecurityIdentity user;
    private final Clock clock;

    ExportPages(
            Finder finder,
            GroupReader groups,
            DeliveryReader reader,
            ActionReader actions,
            SearchLinks links,
            SecurityIdentity user,
            Clock clock) {
        this.finder = finder;
        this.groups = groups;
        this.reader = reader;
        this.actions = actions;
        this.links = links;
        this.user = user;
        this.clock = clock;
    }

    /** @param q a search, as {@link SearchLinks} writes it; empty for a list by set and status */
    @POST
    @Path("deliveries.{format}")
    public Response deliveries(
            @PathParam("format") String format,
            @FormParam("q") @DefaultValue("") String q,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("reason") @DefaultValue("") String reason) {
        SearchForm form = q.isEmpty()
                ? SearchForm.of(set, status)
                : links.read(q).orElseThrow(() -> new WebApplicationException(Response.Status.NOT_FOUND));
        List<DeliveryDetails> all = new ArrayList<>();
        Instant next = SearchQuery.soon(clock.instant());
        boolean partial = false;
        while (next != null && all.size() < MOST && RequestDeadline.current().hasTime()) {
            SearchPage page = reason.isEmpty()
                    ? finder.find(form.query(clock, next, AT_ONCE))
                    : groups.list(PageParameters.set(set), PageParameters.needed(status), reason, next, AT_ONCE);
            all.addAll(reader.page(page).deliveries());
            partial |= page.partial();
            next = page.next();
        }
        String name = "deliveries" + (next != null || partial ? "-not-all" : "");
        return format.equals("csv")
                ? file(name, format, Csv.deliveries(all))
                : file(name, format, new DeliveryPage(all, next, partial));
    }

    @POST
    @Path("actions.{format}")
    public Response actions(
            @PathParam("format") String format,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("action") @DefaultValue("") String action) {
        ActionsPage page = actions.newest().by(by).of(action);
        String name = "actions" + (page.back() != null ? "-not-all" : "");
        return format.equals("csv") ? file(name, format, Csv.actions(page.actions())) : file(name, format, page);
    }

    private Response file(String name, String format, Object content) {
        if (!List.of("csv", "json").contains(format)) {
            throw new NotFoundException();
        }
        AuditLog.allowed(user.getPrincipal().getName(), "export", name);
        String type = format.equals("csv") ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_JSON;
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format + "\"")
                .build();
    }
}
