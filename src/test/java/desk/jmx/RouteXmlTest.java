package desk.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteXmlTest {

    @Test
    void stepsHaveTheirIdsAndTheErrorPolicyIsLeftOut() {
        String picture = RouteXml.of("""
                <route id="deliver-mail" routeConfigurationId="mail-failures">
                    <from id="from6" uri="direct:deliver"/>
                    <onException id="onException1">
                        <exception>archive.MailChanged</exception>
                        <onWhen>
                            <expressionDefinition/>
                        </onWhen>
                        <process id="mark-held-with-other-bytes"/>
                    </onException>
                    <idempotentConsumer id="claim">
                        <expressionDefinition>a.Java$Object@1f</expressionDefinition>
                        <process id="process7"/>
                    </idempotentConsumer>
                </route>
                """);

        assertThat(picture).isEqualTo("""
                <route id="deliver-mail" customId="true" routeConfigurationId="mail-failures">
                    <from id="from6" uri="direct:deliver"/>
                    <idempotentConsumer id="claim" customId="true">
                        <process id="process7"/>
                    </idempotentConsumer>
                </route>
                """);
    }
}
