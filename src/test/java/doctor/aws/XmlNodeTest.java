package doctor.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XmlNodeTest {

    @Test
    void anAnswerIsReadByItsElements() {
        XmlNode answer = XmlNode.parse("<?xml version='1.0'?><A xmlns='http://aws'><B><member> x </member><member>"
                + "&lt;y&gt;</member></B><Empty/></A>");

        assertThat(answer.all("B", "member").map(XmlNode::text)).containsExactly("x", "<y>");
        assertThat(answer.text("B", "none")).isEmpty();
        assertThat(answer.has("Empty")).isTrue();
    }

    @Test
    void whatNamesAFileIsNoAnswer() {
        assertThatThrownBy(() -> XmlNode.parse("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> XmlNode.parse("<a>" + "<b>".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> XmlNode.parse("no XML")).isInstanceOf(IllegalArgumentException.class);
    }
}
