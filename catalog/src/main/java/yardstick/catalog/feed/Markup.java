package yardstick.catalog.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as a stream without document types, entities of its own, or anything fetched. */
final class Markup {

    /** Longer texts are cut here; no column takes as much. */
    static final int LONGEST_TEXT = 40_000;

    private static final XMLInputFactory FACTORY = factory();

    private Markup() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
        try {
            return FACTORY.createXMLStreamReader(MarkupText.of(bytes));
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }

    /** The next event; document types are refused. */
    static int next(XMLStreamReader xml) throws XMLStreamException {
        int event = event(xml);
        if (event == XMLStreamConstants.DTD) {
            throw new IllegalArgumentException("The file declares a document type; the shop reads none.");
        }
        return event;
    }

    /** The JDK's parser has no words for some characters in document types and fails to look them up. */
    private static int event(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (MissingResourceException e) {
            throw new XMLStreamException("a character that XML does not have", e);
        }
    }

    static IllegalArgumentException broken(XMLStreamException e) {
        String where =
                e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNumber();
        return new IllegalArgumentException("The file is not valid XML" + where + ".", e);
    }

    static void append(StringBuilder text, XMLStreamReader xml) {
        int room = LONGEST_TEXT - text.length();
        if (room > 0) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
        }
    }
}
