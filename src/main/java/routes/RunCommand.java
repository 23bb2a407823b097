package routes;

import static routes.steps.OnWork.step;
import static routes.steps.OnWork.when;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;
import work.Work;

/** The courier's work, inside the set's task: runs the command behind the alias with the mail on its standard input. */
@ApplicationScoped
class RunCommand extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:run-command").routeId("run-command").routeConfigurationId(Failures.COMMAND)

            .onCompletion().process(courier::letGo).id("let-go").end()

            .process(courier::start)                                            .id("mark-running")
            .filter(when(Work::hasClaim))
                .filter(CourierSteps::hasNotRun)
                    .to("direct:fetch")                                         .id("fetch-for-command")
                    .filter(when(courier::wantsParts))
                        .process(step(courier::unpack))                         .id("unpack-for-command")
                    .end()
                    .process(courier::run)                                      .id("pipe-to-command")
                .end()
                .process(courier::record)                                       .id("mark-outcome")
            .end();
        // @formatter:on
    }
}
