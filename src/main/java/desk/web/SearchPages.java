package desk.web;

import desk.Dashboard;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.Finder;
import desk.OperatorAction;
import desk.SearchPage;
import desk.SearchQuery;
import desk.SetOverview;
import desk.access.Roles;
import desk.groups.GroupReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.DeliveryStatus;

/**
 * Lists of deliveries. Search words travel in forms and not in page addresses, which proxies log. Set, status and the
 * id of a reason say nothing about a person, and may be in links.
 */
@Path("/desk/find")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class SearchPages {

    private static final int PAGE = 50;

    private final Finder finder;
    private final GroupReader groups;
    private final DeliveryReader reader;
    private final Dashboard board;
    private final SecurityIdentity user;
    private final Clock clock;

    SearchPages(
            Finder finder,
            GroupReader groups,
            DeliveryReader reader,
            Dashboard board,
            SecurityIdentity user,
            Clock clock) {
        this.finder = finder;
        this.groups = groups;
        this.reader = reader;
        this.board = board;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance found(
                Map<String, String> words,
                String text,
                String set,
                String status,
                String reason,
                DeliveryPage page,
                boolean tooLong,
                List<String> sets,
                List<String> statuses,
                List<String> actions,
                Instant now);
    }

    /**
     * @param set "-": mail of no set
     * @param reason id of a group of set and status; empty for all
     * @param until where the previous page ended, in milliseconds; empty for the first
     */
    @GET
    public TemplateInstance list(
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("reason") @DefaultValue("") String reason,
            @QueryParam("until") @DefaultValue("") String until,
            @Context HttpHeaders browser) {
        if (reason.isEmpty()) {
            return find("", set, status, until, browser);
        }
        SearchPage found =
                groups.list(PageParameters.set(set), PageParameters.needed(status), reason, end(until), PAGE);
        return found(browser, "", set, status, reason, reader.page(found), false);
    }

    @POST
    public TemplateInstance find(
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("until") @DefaultValue("") String until,
            @Context HttpHeaders browser) {
        if (!SearchQuery.isShort(text)) {
            DeliveryPage nothing = new DeliveryPage(List.of(), null, false);
            throw new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                    .entity(found(browser, "", set, status, "", nothing, true))
                    .build());
        }
        SearchPage found =
                finder.find(new SearchQuery(text, set, PageParameters.status(status), Instant.EPOCH, end(until), PAGE));
        return found(browser, text, set, status, "", reader.page(found), false);
    }

    private Instant end(String until) {
        return PageParameters.time(until, SearchQuery.soon(clock.instant()));
    }

    private TemplateInstance found(
            HttpHeaders browser,
            String text,
            String set,
            String status,
            String reason,
            DeliveryPage page,
            boolean tooLong) {
        List<String> sets = board.states().stream()
                .map(SetOverview::set)
                .filter(name -> !name.isEmpty())
                .toList();
        return Templates.found(
                Messages.of(browser),
                text,
                set,
                status,
                reason,
                page,
                tooLong,
                sets,
                PageParameters.STATUSES,
                actions(PageParameters.status(status)),
                clock.instant());
    }

    /** @param status null for any */
    private List<String> actions(DeliveryStatus status) {
        return Stream.of(OperatorAction.values())
                .filter(action -> user.hasRole(Roles.OPERATOR) && (status == null || action.isAllowedIn(status)))
                .map(OperatorAction::lowerCaseName)
                .toList();
    }
}
