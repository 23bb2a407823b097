package routes;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;

/** Uses aliases files that have changed; if one cannot be used, the old one remains in use. */
@ApplicationScoped
class WatchAliases extends RouteBuilder {

    @Inject
    AddressBook addresses;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.aliases}}").routeId("watch-aliases")

            .process(timer -> addresses.refresh())                              .id("reload-aliases");
        // @formatter:on
    }
}
