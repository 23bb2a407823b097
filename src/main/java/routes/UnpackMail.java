package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.Storage;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Stores a mail's parts, the manifest last: if the manifest exists, all parts exist, and nothing remains to do. */
@ApplicationScoped
class UnpackMail extends RouteBuilder {

    @Inject
    Storage storage;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:unpack").routeId("unpack-mail").errorHandler(noErrorHandler())

            .to("direct:fetch")                                                 .id("fetch-raw")
            .doTry()
                .process(storage::addressManifest)
                .to("{{box.manifest}}")                                         .id("find-manifest")
            .doCatch(NoSuchKeyException.class) // neither an earlier attempt nor another recipient's delivery has unpacked it
                .process(storage::unpack)                                       .id("unpack-parts")
                .split(body()).stopOnException()
                    .process(storage::addressPart)
                    .to("{{box.parts}}")                                        .id("store-part")
                .end()
            .end();
        // @formatter:on
    }
}
