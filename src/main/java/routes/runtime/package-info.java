/**
 * Changes to Camel itself, so that no route and no step needs them. Each file can be removed without a change of any
 * route. Read these files first when you upgrade Camel.
 *
 * <table>
 * <caption>What each file gains, and how to remove it. Figures: docs/image.md (start, memory),
 * docs/performance.md</caption>
 * <tr><th>file</th><th>gains</th><th>to remove it</th></tr>
 * <tr><td>{@link routes.runtime.DeferredMBeans}</td>
 *     <td>a pipeline starts in 1.27 instead of 1.90 s: the console's MBeans are registered two seconds later</td>
 *     <td>delete it; call {@code ConsoleBeans.register()} at {@code AfterStart}, and {@code RouteMeters} needs the
 *     beans from Camel's own agent</td></tr>
 * <tr><td>{@link routes.runtime.UnscannedBeans}</td>
 *     <td>3 % of a start's main thread: no route's class is searched for Camel's annotations</td>
 *     <td>delete it, and its rule in {@code rules.Architecture}</td></tr>
 * <tr><td>{@link routes.runtime.SharedMBeanInfo}</td>
 *     <td>4 MB of an idle pipeline: one description for all MBeans of a class</td>
 *     <td>delete it and its line in {@code DeferredMBeans.begin}</td></tr>
 * <tr><td>{@link routes.runtime.RouteMeters}</td>
 *     <td>a sixth of the CPU outside the SDK, and 0.16 s of a start: a scrape reads the counters of the MBeans</td>
 *     <td>delete it, add camel-quarkus-micrometer; the names of the metrics stay</td></tr>
 * <tr><td>{@link routes.runtime.SettingsSource}</td>
 *     <td>a quarter of a start as packaged: each placeholder reads one setting instead of all</td>
 *     <td>delete it; Camel's own source takes over. The next row is independent of it</td></tr>
 * <tr><td>{@link routes.runtime.DurationFunctions}</td>
 *     <td>ISO 8601 durations in options of endpoints that take numbers</td>
 *     <td>delete it; write the numbers into application.properties beside the settings</td></tr>
 * <tr><td>{@link routes.runtime.Pollers}, {@link routes.runtime.PollerPools}</td>
 *     <td>liveness is DOWN when an Error has ended a poller; Camel still reports its route as Started</td>
 *     <td>delete both once Camel reports a dead poller (the metric {@code pollers.dead} goes too)</td></tr>
 * <tr><td>{@link routes.runtime.UnhurriedPolling}</td>
 *     <td>one request receives many receipts: Camel's greedy option polls again after any message</td>
 *     <td>delete it and {@code pollStrategy} in application.properties</td></tr>
 * <tr><td>{@link routes.runtime.Tracing}</td>
 *     <td>one trace for each delivery, in any process; camel-opentelemetry has one for each exchange</td>
 *     <td>delete it; add camel-quarkus-opentelemetry and lose the traces across processes</td></tr>
 * <tr><td>{@link routes.runtime.OutcomesAtStop}</td>
 *     <td>a courier's outcomes are tried once more after its routes have stopped</td>
 *     <td>delete it; after SIGTERM an unwritten outcome is lost, and the command runs again</td></tr>
 * <tr><td>{@link routes.runtime.RouteEngine}, {@link routes.runtime.ReceiveSwitch}, {@link
 * routes.runtime.SweepSwitch}</td>
 *     <td>start, pause and sweep for packages that do not import Camel</td>
 *     <td>keep them as long as operators have these actions</td></tr>
 * <tr><td>{@link routes.runtime.ReflectedExceptions}</td>
 *     <td>the native image finds the exceptions of {@code routes.Failures} by name</td>
 *     <td>needed as long as there is a native image; deploy/image/check-native names what is missing</td></tr>
 * <tr><td>{@link routes.runtime.CanaryLogin}</td>
 *     <td>the SMTP password is not part of an endpoint's URI, which JMX shows</td>
 *     <td>keep it as long as canaries may log in</td></tr>
 * </table>
 */
package routes.runtime;
