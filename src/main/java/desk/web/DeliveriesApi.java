package desk.web;

import desk.Act;
import desk.Answer;
import desk.Board;
import desk.DeliveryView;
import desk.Finder;
import desk.Operators;
import desk.Question;
import desk.SetState;
import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The desk for programs: the same questions, the same words. Its description is at /q/openapi. */
@Path("/api")
@Singleton
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeliveriesApi {

    private static final int LONGEST_PAGE = 100;

    private final Finder finder;
    private final Board board;
    private final Deliveries deliveries;
    private final Operators operators;
    private final SecurityIdentity user;
    private final Clock clock;

    DeliveriesApi(
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

    /** What to find; whatever is absent does not matter. */
    public record Find(String text, String set, DeliveryStatus status, Instant since, Instant until, Integer limit) {}

    /** @param next until of the next page; absent if there is none */
    public record Found(List<DeliveryView> deliveries, Instant next, boolean partial) {}

    /** @param seen the status that the delivery has as far as the caller knows; with another one nothing is done */
    public record Word(DeliveryStatus seen, String why) {}

    @POST
    @Path("find")
    @Operation(summary = "Finds deliveries by words, set, status and time, newest first, a page at a time")
    @APIResponse(responseCode = "400", description = "Too many words, or one too long; error says so")
    public Found find(Find find) {
        if (find == null) {
            throw new BadRequestException();
        }
        Answer answer = finder.find(question(find));
        List<DeliveryView> found =
                answer.entries().stream().map(DeliveryView::of).toList();
        return new Found(found, answer.next(), answer.partial());
    }

    private Question question(Find find) {
        int limit = Math.max(1, Math.min(LONGEST_PAGE, Objects.requireNonNullElse(find.limit(), LONGEST_PAGE)));
        try {
            return new Question(
                    Objects.requireNonNullElse(find.text(), ""),
                    Objects.requireNonNullElse(find.set(), ""),
                    find.status(),
                    Objects.requireNonNullElse(find.since(), Instant.EPOCH),
                    Objects.requireNonNullElseGet(
                            find.until(), () -> clock.instant().plusSeconds(60)),
                    limit);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of("error", e.getMessage()))
                    .build());
        }
    }

    @GET
    @Path("mails/{mail}")
    @Operation(summary = "All deliveries of a mail with their timelines")
    @APIResponse(responseCode = "404", description = "The ledger does not know the mail")
    public List<DeliveryView> mail(@PathParam("mail") String mail) {
        List<Entry> all = deliveries.ofMail(mail);
        if (all.isEmpty()) {
            throw new NotFoundException();
        }
        return all.stream().map(DeliveryView::of).toList();
    }

    @GET
    @Path("sets")
    @Operation(summary = "How things are with every set; counts end at 1000")
    public List<SetState> sets() {
        return board.states();
    }

    @POST
    @Path("mails/{mail}/{key}/{act}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary =
                    "Redrives, releases or drops a delivery: one conditional write, in the timeline and the audit log")
    @APIResponse(responseCode = "204", description = "Done")
    @APIResponse(
            responseCode = "400",
            description = "No such act, no reason, or the act does not lead out of this status")
    @APIResponse(responseCode = "404", description = "The ledger does not know the delivery")
    @APIResponse(responseCode = "409", description = "The delivery has another status by now; nothing was done")
    public Response act(
            @PathParam("mail") String mail, @PathParam("key") String key, @PathParam("act") String name, Word word) {
        Act act = Stream.of(Act.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(BadRequestException::new);
        if (word == null
                || word.why() == null
                || word.why().isBlank()
                || !act.from().contains(word.seen())) {
            throw new BadRequestException();
        }
        Entry entry = DeskPages.entry(deliveries.ofMail(mail), mail, key);
        boolean done = entry.status() == word.seen()
                && operators.perform(act, entry, user.getPrincipal().getName(), word.why());
        return Response.status(done ? Response.Status.NO_CONTENT : Response.Status.CONFLICT)
                .build();
    }
}
