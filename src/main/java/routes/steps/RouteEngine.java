package routes.steps;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.main.CamelMainApplication;

/** Starts Camel with the routes of this process and waits for its end. The command line knows it by its name only. */
@Singleton
@Named("routes")
public class RouteEngine extends CamelMainApplication {}
