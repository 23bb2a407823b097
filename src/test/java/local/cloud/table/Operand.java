package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;

/** What an expression compares: something in the item, a value of the request, or a size. */
sealed interface Operand {

    /** @return null if the item has none */
    JsonNode in(JsonNode item);

    /** In the item. */
    record AtPath(DocumentPath path) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            return path.in(item);
        }
    }

    /** Of the request. */
    record Constant(JsonNode value) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            return value;
        }
    }

    /** How large something in the item is. */
    record SizeOf(DocumentPath path) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            JsonNode value = path.in(item);
            return value == null ? null : AttributeValues.size(value);
        }
    }

    /** @return the type as far as the request alone says it; empty if only the item knows */
    default String type() {
        return this instanceof Constant constant
                ? AttributeValues.type(constant.value())
                : this instanceof SizeOf ? "N" : "";
    }

    static Operand read(Tokens tokens, Placeholders placeholders) {
        if (tokens.peek().startsWith(":")) {
            return new Constant(placeholders.value(tokens, tokens.take()));
        }
        if (tokens.isFunction() && tokens.peek().equals("size")) {
            tokens.take();
            tokens.expect("(");
            DocumentPath path = DocumentPath.read(tokens, placeholders);
            tokens.expect(")");
            return new SizeOf(path);
        }
        if (tokens.isFunction()) {
            throw ConditionParser.wrongFunction(tokens, tokens.peek());
        }
        return new AtPath(DocumentPath.read(tokens, placeholders));
    }
}
