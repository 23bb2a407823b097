package desk.web;

import desk.Dashboard;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.Finder;
import desk.InvalidRequest;
import desk.OperatorAction;
import desk.SearchPage;
import desk.SearchQuery;
import desk.SearchScope;
import desk.SetOverview;
import desk.Words;
import desk.access.Roles;
import desk.groups.GroupReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
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
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import settings.Settings;

/**
 * Lists of deliveries. A search is sent as a form; its answer has a URL that contains the words encrypted ({@link SearchLinks}), because proxies log URLs. Set, status and the id of a reason say nothing about a person, and may
 * be in links.
 */
@Path("/desk/find")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@AnswersInTime
public class SearchPages {

    private static final int PAGE = 50;
    private static final DeliveryPage NOTHING = new DeliveryPage(List.of(), null, false);

    private final Finder finder;
    private final GroupReader groups;
    private final DeliveryReader reader;
    private final Dashboard board;
    private final SearchLinks links;
    private final Settings settings;
    private final SecurityIdentity user;
    private final Clock clock;

    SearchPages(
            Finder finder,
            GroupReader groups,
            DeliveryReader reader,
            Dashboard board,
            SearchLinks links,
            Settings settings,
            SecurityIdentity user,
            Clock clock) {
        this.finder = finder;
        this.groups = groups;
        this.reader = reader;
        this.board = board;
        this.links = links;
        this.settings = settings;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance found(
                Map<String, String> words,
                SearchForm form,
                String reason,
                String link,
                String linkHint,
                DeliveryPage page,
                String scope,
                String wrong,
                List<String> sets,
                List<String> statuses,
                List<String> actions,
                Instant now);
    }

    /**
     * @param set "-": mail of no set
     * @param reason id of a group of set and status; empty for all
     * @param q a search as {@link SearchLinks} writes it; set, status and reason then have no meaning
     * @param until where the previous page ended, in milliseconds; empty for the first
     */
    @GET
    public Response list(
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("reason") @DefaultValue("") String reason,
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("until") @DefaultValue("") String until,
            @Context HttpHeaders browser) {
        Instant before = PageParameters.time(until, null);
        if (!q.isEmpty()) {
            Optional<SearchForm> search = links.read(q);
            return search.isPresent()
                    ? answer(search.get(), q, before, browser)
                    : wrong(SearchForm.EMPTY, Response.Status.NOT_FOUND, "link.gone", browser);
        }
        SearchForm form = SearchForm.of(set, status);
        if (reason.isEmpty()) {
            return answer(form, "", before, browser);
        }
        Instant end = before == null ? SearchQuery.soon(clock.instant()) : before;
        SearchPage found = groups.list(PageParameters.set(set), PageParameters.needed(status), reason, end, PAGE);
        return ok(browser, form, reason, "", reader.page(found), "");
    }

    /** @return the URL of the answer; the answer itself if the search is too long for a URL */
    @POST
    public Response find(
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("tenant") @DefaultValue("") String tenant,
            @FormParam("sender") @DefaultValue("") String sender,
            @FormParam("subject") @DefaultValue("") String subject,
            @FormParam("from") @DefaultValue("") String from,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("zone") @DefaultValue("") String zone,
            @Context HttpHeaders browser) {
        SearchForm form = new SearchForm(text, set, status, tenant, sender, subject, from, until, "");
        try {
            form = form.resolved(clock, settings, zone);
        } catch (IllegalArgumentException e) {
            return wrong(form, Response.Status.BAD_REQUEST, "wrong-time", browser);
        }
        try {
            form.query(clock, null, PAGE);
        } catch (IllegalArgumentException e) {
            return wrong(form, Response.Status.BAD_REQUEST, "too-long", browser);
        }
        Optional<String> link = links.write(form);
        return link.isPresent()
                ? Response.seeOther(URI.create("/desk/find?q=" + link.get())).build()
                : answer(form, "", null, browser);
    }

    private Response answer(SearchForm form, String link, Instant before, HttpHeaders browser) {
        try {
            SearchPage found = finder.find(form.query(clock, before, PAGE));
            return ok(browser, form, "", link, reader.page(found), "");
        } catch (InvalidRequest e) {
            return wrong(form, Response.Status.BAD_REQUEST, "no-subjects", browser);
        }
    }

    /** Shows the form again, still filled in, with what is wrong about it. */
    private Response wrong(SearchForm form, Response.Status status, String key, HttpHeaders browser) {
        return Response.status(status)
                .entity(found(
                        browser, form, "", "", NOTHING, Messages.of(browser).get(key)))
                .build();
    }

    private Response ok(
            HttpHeaders browser, SearchForm form, String reason, String link, DeliveryPage page, String wrong) {
        return Response.ok(found(browser, form, reason, link, page, wrong)).build();
    }

    private TemplateInstance found(
            HttpHeaders browser, SearchForm form, String reason, String link, DeliveryPage page, String wrong) {
        Map<String, String> words = Messages.of(browser);
        List<String> sets = board.states().stream()
                .map(SetOverview::set)
                .filter(name -> !name.isEmpty())
                .toList();
        String linkHint = link.isEmpty() ? "" : words.get(links.areLasting() ? "link.lasts" : "link.ends");
        return Templates.found(
                words,
                form,
                reason,
                link,
                linkHint,
                page,
                scope(words, page.scope()),
                wrong,
                sets,
                PageParameters.STATUSES,
                actions(PageParameters.status(form.status())),
                clock.instant());
    }

    /** @param status null for any */
    private List<String> actions(DeliveryStatus status) {
        return Stream.of(OperatorAction.values())
                .filter(action -> user.hasRole(Roles.OPERATOR) && (status == null || action.isAllowedIn(status)))
                .map(OperatorAction::lowerCaseName)
                .toList();
    }

    private static String scope(Map<String, String> words, SearchScope scope) {
        if (scope == null) {
            return "";
        }
        String key = scope.known() == null ? "scope.unknown" : scope.hasMore() ? "scope.more" : "scope.known";
        return Words.fill(
                words.get(key), Map.of("read", scope.read(), "known", scope.known() == null ? 0 : scope.known()));
    }
}
