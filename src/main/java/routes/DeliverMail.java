package routes;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.UNPACKED;
import static routes.steps.OnWork.step;
import static routes.steps.OnWork.when;
import static work.Decision.DecisionKind.DROP;
import static work.Decision.DecisionKind.GO_ON;
import static work.Decision.DecisionKind.HOLD;
import static work.Decision.DecisionKind.SET_ASIDE;
import static work.Decision.DecisionKind.WAIT;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Delivery;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import policy.Decisions;
import routes.steps.Claims;
import routes.steps.DeadLetterSteps;
import routes.steps.Mark;
import work.Decision;

/** Processes one delivery from its claim to its task. Each step id is an arrow of its picture in docs/routes.md. */
@ApplicationScoped
class DeliverMail extends RouteBuilder {

    @Inject
    AddressBook addresses;

    @Inject
    Claims claims;

    @Inject
    Decisions decisions;

    @Inject
    Mark mark;

    @Inject
    DeadLetterSteps deadLetters;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:deliver").routeId("deliver-mail").routeConfigurationId(Failures.MAIL)

            .transform().body(Delivery.class, addresses::assign)                .id("find-address")
            .idempotentConsumer().body(Delivery.class, Delivery::id).idempotentRepository(claims).id("claim")
                .process(step(decisions::decide))                               .id("decide")
                .filter(are(GO_ON))
                    .filter(when(decisions::wantsParts))
                        .to("direct:unpack")                                    .id("unpack")
                        .process(mark.as(UNPACKED))                             .id("mark-unpacked")
                    .end()
                    .process(step(decisions::weigh))                            .id("weigh")
                .end()
                .choice()
                    .when(are(SET_ASIDE))
                        .process(deadLetters::write)                            .id("write-dead-letter")
                        .to("{{box.dead-letters}}")                             .id("set-aside")
                        .process(mark.as(DEAD))                                 .id("mark-dead")
                    .when(are(HOLD))
                        .process(mark.as(HELD))                                 .id("mark-held")
                    .when(are(DROP))
                        .process(mark.as(DROPPED))                              .id("mark-dropped")
                    .when(are(WAIT))
                        .process(mark.waiting())                                .id("mark-waiting")
                    .otherwise()
                        .to("{{box.tasks}}")                                    .id("hand-over")
                        .process(mark.as(HANDED_OVER))                          .id("mark-handed-over")
                .end()
            .end();
        // @formatter:on
    }

    private static Predicate are(Decision.DecisionKind kind) {
        return when(work -> work.isDecidedAs(kind));
    }
}
