package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.Storage;

/** Downloads the claimed delivery's raw mail from S3 to the local disk, for the pipeline and for the courier. */
@ApplicationScoped
class FetchMail extends RouteBuilder {

    @Inject
    Storage storage;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:fetch").routeId("fetch-mail").errorHandler(noErrorHandler())

            .process(storage::checkPlace)                                       .id("check-place")
            .to("{{box.raw-mail}}")                                             .id("get-object")
            .process(storage::keepOnDisk)                                       .id("keep-on-disk");
        // @formatter:on
    }
}
