package desk.web;

import desk.Dashboard;
import desk.DeliveryDetails;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.Finder;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.SearchPage;
import desk.SearchQuery;
import desk.SetOverview;
import desk.access.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/**
 * The mail desk, for people with a browser. What is asked for travels in forms and not in addresses of pages, which
 * proxies write down.
 */
@Path("/desk")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class DeskPages {

    private static final int PAGE = 50;

    /** Names, because a template cannot ask an enum for its name in a native image. */
    private static final List<String> STATUSES =
            Stream.of(DeliveryStatus.values()).map(DeliveryStatus::name).toList();

    private final Finder finder;
    private final Dashboard board;
    private final DeliveryReader reader;
    private final OperatorActions actions;
    private final SecurityIdentity user;
    private final Clock clock;

    DeskPages(
            Finder finder,
            Dashboard board,
            DeliveryReader reader,
            OperatorActions actions,
            SecurityIdentity user,
            Clock clock) {
        this.finder = finder;
        this.board = board;
        this.reader = reader;
        this.actions = actions;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance board(Map<String, String> words, List<SetOverview> sets, Instant now);

        static native TemplateInstance sets(Map<String, String> words, List<SetOverview> sets, Instant now);

        static native TemplateInstance found(
                Map<String, String> words,
                String text,
                String set,
                String status,
                DeliveryPage page,
                boolean tooLong,
                List<String> sets,
                List<String> statuses);

        static native TemplateInstance delivery(
                Map<String, String> words,
                DeliveryDetails delivery,
                StageDiagram diagram,
                List<DeliveryDetails> others,
                List<OperatorAction> actions,
                boolean operator,
                String said);
    }

    @GET
    public TemplateInstance board(@Context HttpHeaders browser) {
        return Templates.board(Messages.of(browser), board.states(), clock.instant());
    }

    /** The board's table alone, which the page fetches again and again. */
    @GET
    @Path("sets")
    public TemplateInstance sets(@Context HttpHeaders browser) {
        return Templates.sets(Messages.of(browser), board.states(), clock.instant());
    }

    /** From the board: nothing personal in it. */
    @GET
    @Path("find")
    public TemplateInstance list(
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @Context HttpHeaders browser) {
        return find("", set, status, "", browser);
    }

    /** @param until where the page before ended, in milliseconds; empty for the first */
    @POST
    @Path("find")
    public TemplateInstance find(
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("until") @DefaultValue("") String until,
            @Context HttpHeaders browser) {
        Instant end = until.matches("\\d{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(until))
                : SearchQuery.soon(clock.instant());
        if (!SearchQuery.isShort(text)) {
            TemplateInstance page = found(browser, "", set, status, new DeliveryPage(List.of(), null, false), true);
            throw new BadRequestException(
                    Response.status(Response.Status.BAD_REQUEST).entity(page).build());
        }
        SearchPage found = finder.find(new SearchQuery(text, set, status(status), Instant.EPOCH, end, PAGE));
        return found(browser, text, set, status, reader.page(found), false);
    }

    private TemplateInstance found(
            HttpHeaders browser, String text, String set, String status, DeliveryPage page, boolean tooLong) {
        List<String> sets = board.states().stream()
                .map(SetOverview::set)
                .filter(name -> !name.isEmpty())
                .toList();
        return Templates.found(Messages.of(browser), text, set, status, page, tooLong, sets, STATUSES);
    }

    @GET
    @Path("delivery/{mail}/{key}")
    public TemplateInstance delivery(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @QueryParam("said") @DefaultValue("") String said,
            @Context HttpHeaders browser) {
        Entry entry = reader.entry(mail, key).orElseThrow(NotFoundException::new);
        DeliveryDetails delivery = reader.details(entry);
        List<DeliveryDetails> others = reader.ofMail(mail).stream()
                .filter(other -> !other.id().equals(delivery.id()))
                .toList();
        return Templates.delivery(
                Messages.of(browser),
                delivery,
                StageDiagram.of(entry),
                others,
                OperatorAction.allowedIn(entry.status()),
                user.hasRole(Roles.OPERATOR),
                List.of("done", "refused").contains(said) ? said : "");
    }

    @POST
    @Path("delivery/{mail}/{key}")
    @RolesAllowed(Roles.OPERATOR)
    public Response act(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @FormParam("act") OperatorAction action,
            @FormParam("seen") DeliveryStatus seen,
            @FormParam("why") @DefaultValue("") String why) {
        Entry entry = reader.entry(mail, key).orElseThrow(NotFoundException::new);
        boolean done = action != null
                && actions.apply(action, entry, seen, user.getPrincipal().getName(), why)
                        .isDone();
        return Response.seeOther(
                        URI.create("/desk/delivery/" + mail + "/" + key + "?said=" + (done ? "done" : "refused")))
                .build();
    }

    private static DeliveryStatus status(String name) {
        return Stream.of(DeliveryStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
