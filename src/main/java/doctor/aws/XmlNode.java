package doctor.aws;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of an XML answer, without namespaces and attributes. Documents with a DTD are refused. */
public record XmlNode(String name, String text, List<XmlNode> children) {

    private static final int DEEPEST = 50;

    /** @throws IllegalArgumentException if the document is not XML, or has a DTD */
    public static XmlNode parse(String document) {
        // the JDK's own: newFactory() would look for another in every jar of the class path, for each answer
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
            reader.nextTag();
            return read(reader, DEEPEST);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("the answer is not XML", e);
        }
    }

    private static XmlNode read(XMLStreamReader reader, int deeper) throws XMLStreamException {
        if (deeper == 0) {
            throw new XMLStreamException("the answer has more than " + DEEPEST + " levels of elements");
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlNode> children = new ArrayList<>();
        while (reader.next() != XMLStreamReader.END_ELEMENT) {
            if (reader.isStartElement()) {
                children.add(read(reader, deeper - 1));
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            } else if (reader.getEventType() == XMLStreamReader.DTD
                    || reader.getEventType() == XMLStreamReader.ENTITY_REFERENCE) {
                throw new XMLStreamException("the answer has a DTD or an entity, which AWS' answers never have");
            }
        }
        return new XmlNode(name, text.toString().strip(), children);
    }

    /** @return the elements at a path below this one; at each step before the last, the first match */
    public Stream<XmlNode> all(String... path) {
        Stream<XmlNode> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(node -> node.children.stream().filter(child -> child.name.equals(step)));
        }
        return found;
    }

    public Optional<XmlNode> first(String... path) {
        return all(path).findFirst();
    }

    /** @return the first element's text; empty if there is none */
    public String text(String... path) {
        return first(path).map(XmlNode::text).orElse("");
    }

    public boolean has(String... path) {
        return first(path).isPresent();
    }
}
