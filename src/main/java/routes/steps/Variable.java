package routes.steps;

import org.apache.camel.Exchange;

/**
 * A typed variable of an exchange. Camel copies variables into the exchanges of a split and keeps them through
 * error handling. Exchange properties belong to Camel and its components.
 *
 * @see <a href="https://camel.apache.org/manual/variables.html">variables</a>
 */
public record Variable<T>(String name, Class<T> type) {

    /** @return the exchange's value; null if it has none */
    public T of(Exchange exchange) {
        return exchange.getVariable(name, type);
    }

    public void set(Exchange exchange, T value) {
        exchange.setVariable(name, value);
    }
}
