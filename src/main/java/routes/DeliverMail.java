package routes;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.UNPACKED;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Delivery;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.Claims;
import routes.steps.DeadLetters;
import routes.steps.Mark;

/** Brings one delivery from its claim to its task. Each step id is an arrow of the picture in README.md. */
@ApplicationScoped
class DeliverMail extends RouteBuilder {

    @Inject
    AddressBook addresses;

    @Inject
    Claims claims;

    @Inject
    Mark mark;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:deliver").routeId("deliver-mail").routeConfigurationId(MailFailures.ID)

            .transform().body(Delivery.class, addresses::assign)                .id("find-address")
            .idempotentConsumer().body(Delivery.class, Delivery::id).idempotentRepository(claims).id("claim")
                .choice()
                    .when(deadLetters::hasNoAttemptLeft)
                        .process(deadLetters::write)
                        .to("{{box.dead-letters}}")                             .id("set-aside")
                        .process(mark.as(DEAD, "no attempt left"))              .id("mark-dead")
                    .when().body(Delivery.class, Delivery::hasNoSet)
                        .process(mark.as(HELD, addresses::obstacles))    .id("mark-held")
                    .otherwise()
                        .to("direct:unpack")                                    .id("unpack")
                        .process(mark.as(UNPACKED))                             .id("mark-unpacked")
                        .to("{{box.tasks}}")                                    .id("hand-over")
                        .process(mark.as(HANDED_OVER))                          .id("mark-handed-over")
                .end()
            .end();
        // @formatter:on
    }
}
