package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;

/** An operand of a comparison: a path in the item, a value of the request, or a size. */
sealed interface Operand {

    /** @return the operand's value; null if the item does not have it */
    JsonNode in(JsonNode item);

    /** A path in the item. */
    record AtPath(DocumentPath path) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            return path.in(item);
        }
    }

    /** A value of the request. */
    record Constant(JsonNode value) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            return value;
        }
    }

    /** The size of what is at a path in the item. */
    record SizeOf(DocumentPath path) implements Operand {

        @Override
        public JsonNode in(JsonNode item) {
            JsonNode value = path.in(item);
            return value == null ? null : AttributeValues.size(value);
        }
    }

    /** @return the type, if the request determines it; empty if it depends on the item */
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
