package desk.web;

import desk.Act;
import desk.Answer;
import desk.Board;
import desk.DeliveryView;
import desk.Finder;
import desk.Operators;
import desk.Question;
import desk.Relay;
import desk.SetState;
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
import ledger.Deliveries;
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
    private final Board board;
    private final Deliveries deliveries;
    private final Operators operators;
    private final SecurityIdentity user;
    private final Clock clock;

    DeskPages(
            Finder finder,
            Board board,
            Deliveries deliveries,
            Operators operators,
            SecurityIdentity user,
            Clock clock) {
        this.finder = finder;
        this.board = board;
        this.deliveries = deliveries;
        this.operators = operators;
        this.user = user;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance board(Map<String, String> words, List<SetState> sets, Instant now);

        static native TemplateInstance sets(Map<String, String> words, List<SetState> sets, Instant now);

        static native TemplateInstance found(
                Map<String, String> words,
                String text,
                String set,
                String status,
                List<DeliveryView> found,
                Answer answer,
                boolean tooLong,
                List<String> sets,
                List<String> statuses);

        static native TemplateInstance delivery(
                Map<String, String> words,
                DeliveryView delivery,
                Relay relay,
                List<DeliveryView> others,
                List<Act> acts,
                boolean operator,
                String said);
    }

    @GET
    public TemplateInstance board(@Context HttpHeaders reader) {
        return Templates.board(Words.of(reader), board.states(), clock.instant());
    }

    /** The board's table alone, which the page fetches again and again. */
    @GET
    @Path("sets")
    public TemplateInstance sets(@Context HttpHeaders reader) {
        return Templates.sets(Words.of(reader), board.states(), clock.instant());
    }

    /** From the board: nothing personal in it. */
    @GET
    @Path("find")
    public TemplateInstance list(
            @QueryParam("set") @DefaultValue("") String set,
            @QueryParam("status") @DefaultValue("") String status,
            @Context HttpHeaders reader) {
        return find("", set, status, "", reader);
    }

    /** @param until where the page before ended, in milliseconds; empty for the first */
    @POST
    @Path("find")
    public TemplateInstance find(
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("set") @DefaultValue("") String set,
            @FormParam("status") @DefaultValue("") String status,
            @FormParam("until") @DefaultValue("") String until,
            @Context HttpHeaders reader) {
        Instant end = until.matches("\\d{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(until))
                : clock.instant().plusSeconds(60);
        if (!Question.isShort(text)) {
            TemplateInstance page = found(reader, "", set, status, new Answer(List.of(), null, false), true);
            throw new BadRequestException(
                    Response.status(Response.Status.BAD_REQUEST).entity(page).build());
        }
        Answer answer = finder.find(new Question(text, set, status(status), Instant.EPOCH, end, PAGE));
        return found(reader, text, set, status, answer, false);
    }

    private TemplateInstance found(
            HttpHeaders reader, String text, String set, String status, Answer answer, boolean tooLong) {
        List<String> sets = board.states().stream()
                .map(SetState::set)
                .filter(name -> !name.isEmpty())
                .toList();
        List<DeliveryView> found =
                answer.entries().stream().map(DeliveryView::of).toList();
        return Templates.found(Words.of(reader), text, set, status, found, answer, tooLong, sets, STATUSES);
    }

    @GET
    @Path("delivery/{mail}/{key}")
    public TemplateInstance delivery(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @QueryParam("said") @DefaultValue("") String said,
            @Context HttpHeaders reader) {
        List<Entry> all = deliveries.ofMail(mail);
        Entry entry = entry(all, mail, key);
        List<DeliveryView> others = all.stream()
                .filter(other -> other != entry)
                .map(DeliveryView::of)
                .toList();
        List<Act> acts = Stream.of(Act.values())
                .filter(act -> act.from().contains(entry.status()))
                .toList();
        return Templates.delivery(
                Words.of(reader),
                DeliveryView.of(entry),
                Relay.of(entry),
                others,
                acts,
                user.hasRole(Roles.OPERATOR),
                List.of("done", "refused").contains(said) ? said : "");
    }

    @POST
    @Path("delivery/{mail}/{key}")
    @RolesAllowed(Roles.OPERATOR)
    public Response act(
            @PathParam("mail") String mail,
            @PathParam("key") String key,
            @FormParam("act") Act act,
            @FormParam("seen") DeliveryStatus seen,
            @FormParam("why") @DefaultValue("") String why) {
        Entry entry = entry(deliveries.ofMail(mail), mail, key);
        boolean possible = act != null && act.from().contains(entry.status()) && !why.isBlank();
        boolean done = possible
                && entry.status() == seen
                && operators.perform(act, entry, user.getPrincipal().getName(), why.strip());
        return Response.seeOther(
                        URI.create("/desk/delivery/" + mail + "/" + key + "?said=" + (done ? "done" : "refused")))
                .build();
    }

    static Entry entry(List<Entry> ofMail, String mail, String key) {
        return ofMail.stream()
                .filter(entry -> entry.claim().id().toString().equals(mail + "/" + key))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    private static DeliveryStatus status(String name) {
        return Stream.of(DeliveryStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
