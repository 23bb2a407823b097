package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.Storage;

/** Stores a mail's parts beside it, the manifest last: where the manifest lies, all parts lie. */
@ApplicationScoped
class UnpackMail extends RouteBuilder {

    @Inject
    Storage storage;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:unpack").routeId("unpack-mail").errorHandler(noErrorHandler())

            .to("direct:fetch")                                                 .id("fetch-raw")
            .process(storage::unpack)                                           .id("unpack-parts")
            .split(body()).stopOnException()
                .process(storage::addressPart)
                .to("{{box.parts}}")                                            .id("store-part")
            .end();
        // @formatter:on
    }
}
